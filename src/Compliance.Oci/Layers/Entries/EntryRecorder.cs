using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;

namespace Compliance.Oci.Layers.Entries;

/// <summary>Takes the entries of layers into the inventory: name, header, digests of the body, and what the rules want of it.</summary>
internal sealed class EntryRecorder(FileInventoryBuilder inventory, CapturedFiles captured, IReadOnlyList<ICaptureRule> rules, Limits limits, DefectCollector defects) : IDisposable
{
    private readonly EntryName name = new();
    private readonly ContentHasher hasher = new();
    private readonly LegacyDigestQueue legacy = new(inventory);
    private readonly CaptureSink sink = new(captured, limits.MaxSpoolMemoryBytes);
    private readonly List<IFileObserver> observers = [];
    private readonly List<(IFileObserver Observer, int Entry)> finished = [];
    private int layerStart;

    /// <summary>False when an entry of the current layer was left out.</summary>
    public bool IsComplete { get; private set; }

    public int EntriesOfLayer => inventory.Count - layerStart;

    public void BeginLayer()
    {
        (layerStart, IsComplete) = (inventory.Count, true);
        sink.BeginLayer();
        finished.Clear();
    }

    /// <summary>False when the image has more entries than are allowed; nothing more is taken then.</summary>
    public bool Take(TarReader tar, int layer, string layerName)
    {
        if (inventory.Count >= limits.MaxImageEntries || inventory.TextBytes > FileInventoryBuilder.MaxTotalTextBytes(limits))
        {
            defects.Add(OciCodes.TooManyEntries, new Locator(layerName, tar.Current.HeaderOffset), $"more than {limits.MaxImageEntries} entries, or {FileInventoryBuilder.MaxTotalTextBytes(limits)} bytes of paths; the rest is left out");
            IsComplete = false;
            return false;
        }

        var entry = tar.Current;
        name.Read(entry.Name, entry.LinkName);
        if (name.Problem is { } problem) defects.Add(problem.Code, new Locator(layerName, entry.HeaderOffset), $"'{name.Text}' {problem.Message}");
        if (!name.IsUsable || name.Path.Length > FileInventoryBuilder.MaxTextBytes || name.Link.Length > FileInventoryBuilder.MaxTextBytes)
        {
            IsComplete = false;
            return true;
        }

        if (name.Whiteout is { } whiteout) Add(whiteout, entry, layer);
        else if (entry.Type != TarEntryType.Regular) Add(KindOf(entry.Type), entry, layer);
        else TakeFile(tar, layer, layerName);
        return true;
    }

    /// <summary>The layer is what its descriptor names: observers learn that their files are good.</summary>
    public void CommitLayer(FileInventory soFar)
    {
        legacy.Flush();
        foreach (var (observer, entry) in finished) observer.Complete(soFar[entry]);
        finished.Clear();
    }

    /// <summary>The layer is not: nothing of it stays.</summary>
    public void RollBackLayer()
    {
        legacy.Clear(layerStart);
        sink.RollBackLayer();
        foreach (var (observer, _) in finished) observer.Abandon();
        finished.Clear();
        inventory.Truncate(layerStart);
        IsComplete = false;
    }

    /// <summary>All layers have passed: digests that no database of the image compares with go.</summary>
    public void FinishImage() => legacy.FinishImage();

    /// <summary>Something of the layer is not in the inventory.</summary>
    public void LeaveOut() => IsComplete = false;

    public void Dispose()
    {
        hasher.Dispose();
        legacy.Dispose();
    }

    private int Add(FileKind kind, TarEntry entry, int layer)
    {
        var index = inventory.Add(name.Path, FileKinds.IsLink(kind) ? name.Link : default, kind, entry.Mode, layer);
        inventory.SetOwner(index, entry.Uid, entry.Gid);
        legacy.See(name.Path);
        return index;
    }

    private void TakeFile(TarReader tar, int layer, string layerName)
    {
        var entry = tar.Current;
        var first = tar.ReadBody();
        var isKept = Ask(entry.Size, first, layerName, entry.HeaderOffset);
        Span<byte> sha256 = stackalloc byte[32];
        var isWhole = false;
        legacy.Begin(entry.Size);
        if (isKept) sink.Begin();
        try
        {
            isWhole = Hash(tar, first, isKept, sha256) == entry.Size;
        }
        finally
        {
            if (!isWhole) Abandon(isKept);
        }

        if (!isWhole)
        {
            defects.Add(OciCodes.BodyIncomplete, new Locator(layerName, entry.BodyOffset), $"'{name.Text}' is cut off");
            IsComplete = false;
            return;
        }

        var index = Add(FileKind.Regular, entry, layer);
        inventory.SetContent(index, entry.Size, sha256);
        legacy.Commit(index);
        if (isKept) sink.Commit(Digest.Sha256(sha256));
        foreach (var observer in observers) finished.Add((observer, index));
    }

    private long Hash(TarReader tar, ReadOnlySpan<byte> first, bool isKept, Span<byte> sha256)
    {
        if (first.Length == tar.Current.Size)
        {
            ContentHasher.Sha256(first, sha256);
            Feed(first, isKept);
            return first.Length;
        }

        var length = 0L;
        for (var piece = first; !piece.IsEmpty; piece = tar.ReadBody())
        {
            hasher.Append(piece);
            Feed(piece, isKept);
            length += piece.Length;
        }

        hasher.Finish(sha256);
        return length;
    }

    private void Feed(ReadOnlySpan<byte> piece, bool isKept)
    {
        legacy.Append(piece);
        if (isKept) sink.Append(piece);
        foreach (var observer in observers) observer.Append(piece);
    }

    private void Abandon(bool isKept)
    {
        hasher.Reset();
        legacy.Abandon();
        if (isKept) sink.Abandon();
        foreach (var observer in observers) observer.Abandon();
    }

    private bool Ask(long size, ReadOnlySpan<byte> first, string layerName, long offset)
    {
        observers.Clear();
        var isKept = false;
        foreach (var rule in rules)
        {
            var request = rule.ByPath(name.Text, size);
            if ((request & CaptureRequest.AskWithContent) != CaptureRequest.Ignore) request |= rule.ByContent(name.Text, size, first);
            isKept |= (request & CaptureRequest.Keep) != CaptureRequest.Ignore;
            if ((request & CaptureRequest.Observe) != CaptureRequest.Ignore) observers.Add(rule.Observe(name.Text, size));
        }

        if (!isKept || size <= limits.MaxCapturedFileBytes) return isKept;
        defects.Add(OciCodes.FileTooLargeToKeep, new Locator(layerName, offset), $"'{name.Text}' has {size} bytes, {limits.MaxCapturedFileBytes} are kept at most");
        return false;
    }

    private static FileKind KindOf(TarEntryType type) => type switch
    {
        TarEntryType.Directory => FileKind.Directory,
        TarEntryType.SymbolicLink => FileKind.SymbolicLink,
        TarEntryType.HardLink => FileKind.HardLink,
        TarEntryType.CharacterDevice => FileKind.CharacterDevice,
        TarEntryType.BlockDevice => FileKind.BlockDevice,
        TarEntryType.Fifo => FileKind.Fifo,
        _ => FileKind.Regular,
    };
}
