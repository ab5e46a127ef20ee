using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Archives.Tar;

/// <summary>
/// Reads a tar archive (v7, ustar, pax, GNU) from a stream, forward only, without copying bodies: <see cref="Next"/> goes to an entry,
/// <see cref="ReadBody"/> gives its bytes piece by piece out of the reader's own buffer. Nothing that the archive says throws: a fault ends
/// the walk, an entry that is refused (sparse, unknown type, over-long name) is skipped, and both leave a defect. What the stream throws
/// passes through. Not safe for several threads.
/// </summary>
public sealed class TarReader
{
    private const int MaxExtensionBytes = 1 << 20;
    private const int DefaultBufferBytes = 128 << 10;

    private readonly TarBlocks blocks;
    private readonly string document;
    private readonly Limits limits;
    private readonly DefectCollector defects;
    private readonly TarExtensions global = new();
    private readonly TarExtensions local;
    private bool ended;

    /// <param name="stream">Stays open and belongs to the caller.</param>
    /// <param name="document">Name for locators.</param>
    /// <param name="seekOverBodies">Bodies that nobody asks for are seeked over instead of read; the stream must be seekable.</param>
    /// <param name="keepRecords">Keep every pax record of an entry for <see cref="Records"/>.</param>
    public TarReader(Stream stream, string document, Limits limits, bool seekOverBodies = false, bool keepRecords = false)
    {
        local = new TarExtensions(keepRecords);
        blocks = new TarBlocks(stream, DefaultBufferBytes, seekOverBodies);
        (this.document, this.limits, defects) = (document, limits, new DefectCollector(limits));
    }

    /// <summary>The entry that <see cref="Next"/> went to.</summary>
    public TarEntry Current { get; } = new();

    /// <summary>The pax records of the current entry by name, values as bytes in Latin-1. All of them when they are kept, else those that tar itself reads.</summary>
    public IReadOnlyDictionary<string, string> Records => local.Records;

    /// <summary>Faults, refused entries and oddities so far, in archive order.</summary>
    public ImmutableArray<Defect> Defects => defects.ToImmutable();

    /// <summary>False once a fault or a refused entry has been met: the entries given are then not all that the archive holds.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Goes to the next entry, over what is left of the current body. False at the end of the archive or at a fault.</summary>
    public bool Next()
    {
        if (ended) return false;
        local.Clear();
        if (!blocks.SkipBody()) return Fault(TarCodes.Truncated, "ends inside the body of an entry");
        while (true)
        {
            var offset = blocks.Position;
            var block = blocks.NextBlock();
            if (block.Length < TarHeader.BlockSize) return EndOfStream(block.Length);
            if (block.IndexOfAnyExcept((byte)0) < 0) return EndMarker();
            if (!TarHeader.HasGoodChecksum(block))
                return Fault(offset == 0 ? TarCodes.NotTar : TarCodes.BadChecksum, "the checksum of a header does not match", offset);
            switch (TakeHeader(block, offset))
            {
                case Step.Entry: return true;
                case Step.Fault: return false;
            }
        }
    }

    /// <summary>
    /// The next piece of the current body; empty at its end. The first piece holds the whole body or at least 512 bytes. Good until the next
    /// call. When the archive ends inside the body the pieces just stop, and <see cref="Next"/> reports it.
    /// </summary>
    public ReadOnlySpan<byte> ReadBody() => blocks.ReadBody();

    private enum Step
    {
        Continue,
        Entry,
        Fault,
    }

    private Step TakeHeader(ReadOnlySpan<byte> block, long offset)
    {
        if (!TarHeader.TryParseNumber(TarHeader.SizeField(block), out var size) || size < 0) return Stop(TarCodes.BadNumber, "the size of an entry is not a number", offset);
        switch (TarHeader.TypeFlag(block))
        {
            case (byte)'x': return TakeRecords(local, size, offset);
            case (byte)'g': return TakeGlobalRecords(size, offset);
            case (byte)'L': return TakeLongName(size, offset, local.SetPath);
            case (byte)'K': return TakeLongName(size, offset, local.SetLinkPath);
            case (byte)'S':
                var isExtended = TarHeader.SparseIsExtended(block);
                while (isExtended)
                {
                    var extension = blocks.NextBlock();
                    if (extension.Length < TarHeader.BlockSize) return Stop(TarCodes.Truncated, "ends inside a sparse header", offset);
                    isExtended = extension[504] != 0;
                }

                return Refuse(TarCodes.Sparse, "a sparse file (GNU) is not read", size, offset);
            default: return TakeEntry(block, size, offset);
        }
    }

    private Step TakeEntry(ReadOnlySpan<byte> block, long size, long offset)
    {
        var entry = Current;
        var type = TypeOf(block);
        if (!TarHeader.TryParseNumber(TarHeader.ModeField(block), out var mode) || !TarHeader.TryParseNumber(TarHeader.UidField(block), out var uid)
            || !TarHeader.TryParseNumber(TarHeader.GidField(block), out var gid) || !TarHeader.TryParseNumber(TarHeader.TimeField(block), out var modified))
            return Stop(TarCodes.BadNumber, "a number in a header is not one", offset);
        if (!Apply("size", ref size) || !Apply("uid", ref uid) || !Apply("gid", ref gid)
            || !global.TryApplyTime(ref modified) || !local.TryApplyTime(ref modified))
            return Stop(TarCodes.BadExtension, "a number in a pax record is not one", offset);
        if (uid < 0 || gid < 0) return Stop(TarCodes.BadNumber, "a negative owner", offset);
        (entry.Mode, entry.Uid, entry.Gid, entry.ModifiedUnixSeconds, entry.HeaderOffset) = ((int)(mode & 0xFFF), uid, gid, modified, offset);
        (entry.DeviceMajor, entry.DeviceMinor) = (TarHeader.DeviceNumber(block, 329), TarHeader.DeviceNumber(block, 337));
        if (type is null) return Refuse(TarCodes.UnknownType, $"entry type '{(char)TarHeader.TypeFlag(block)}' is not known", size, offset);
        if (local.IsSparse || global.IsSparse) return Refuse(TarCodes.Sparse, "a sparse file (pax) is not read", size, offset);

        if ((local.Path ?? global.Path) is { } path) entry.SetName(default, Encoding.Latin1.GetBytes(path));
        else entry.SetName(TarHeader.Prefix(block), TarHeader.Name(block));
        if ((local.LinkPath ?? global.LinkPath) is { } link) entry.SetLink(Encoding.Latin1.GetBytes(link));
        else entry.SetLink(TarHeader.LinkName(block));
        return Begin(type.Value, size, offset);
    }

    private Step Begin(TarEntryType type, long size, long offset)
    {
        var entry = Current;
        if (type == TarEntryType.Regular && TarHeaderIsOldDirectory(entry)) type = TarEntryType.Directory;
        if (type is not (TarEntryType.HardLink or TarEntryType.SymbolicLink)) entry.SetLink(default);
        if (type != TarEntryType.Regular && size != 0)
        {
            // Container runtimes read no body after these types, whatever the size says; other tools do. Both readings can't be served.
            defects.Add(TarCodes.UnexpectedSize, new Locator(document, offset), $"an entry of type {type} states a size of {size}; no body is read");
            IsComplete = false;
            size = 0;
        }

        (entry.Type, entry.Size, entry.BodyOffset) = (type, size, blocks.Position);
        if (entry.Name.Length > limits.MaxPathBytes || entry.LinkName.Length > limits.MaxPathBytes)
            return Refuse(TarCodes.TooLong, $"a name of more than {limits.MaxPathBytes} bytes", size, offset);
        if (entry.Name.IsEmpty) return Refuse(TarCodes.BadExtension, "an entry without a name", size, offset);
        blocks.BeginBody(size);
        return Step.Entry;
    }

    private static TarEntryType? TypeOf(ReadOnlySpan<byte> block) => TarHeader.TypeFlag(block) switch
    {
        (byte)'0' or 0 or (byte)'7' => TarEntryType.Regular,
        (byte)'1' => TarEntryType.HardLink,
        (byte)'2' => TarEntryType.SymbolicLink,
        (byte)'3' => TarEntryType.CharacterDevice,
        (byte)'4' => TarEntryType.BlockDevice,
        (byte)'5' => TarEntryType.Directory,
        (byte)'6' => TarEntryType.Fifo,
        _ => null,
    };

    // "A typeflag value of '0' or NUL with a trailing slash in the name is a directory" in archives from before ustar, and runtimes agree.
    private static bool TarHeaderIsOldDirectory(TarEntry entry) => entry.Name is [.., (byte)'/'];

    private bool Apply(string name, ref long value) => global.TryApplyNumber(name, ref value) && local.TryApplyNumber(name, ref value);

    private Step TakeGlobalRecords(long size, long offset)
    {
        var step = TakeRecords(global, size, offset);
        if (step == Step.Continue && global.Overrides)
        {
            // pax applies these to all that follows; container runtimes leave them out. A file system that depends on the reader is reported.
            defects.Add(TarCodes.GlobalOverride, new Locator(document, offset), "a global pax header changes entries; container runtimes ignore it");
            IsComplete = false;
        }

        return step;
    }

    private Step TakeRecords(TarExtensions target, long size, long offset)
    {
        if (size > MaxExtensionBytes) return Stop(TarCodes.TooLong, $"an extension header of {size} bytes", offset);
        var body = ReadExtension(size);
        if (body is null) return Stop(TarCodes.Truncated, "ends inside an extension header", offset);
        return target.TryAdd(body) ? Step.Continue : Stop(TarCodes.BadExtension, "a pax record is malformed", offset);
    }

    private delegate void SetText(ReadOnlySpan<byte> text);

    private Step TakeLongName(long size, long offset, SetText set)
    {
        if (size > MaxExtensionBytes) return Stop(TarCodes.TooLong, $"a name of {size} bytes", offset);
        var body = ReadExtension(size);
        if (body is null) return Stop(TarCodes.Truncated, "ends inside a long name", offset);
        var end = Array.IndexOf(body, (byte)0);
        set(end < 0 ? body : body.AsSpan(0, end));
        return Step.Continue;
    }

    private byte[]? ReadExtension(long size)
    {
        blocks.BeginBody(size);
        var body = new byte[size];
        var length = 0;
        for (var piece = blocks.ReadBody(); !piece.IsEmpty; piece = blocks.ReadBody())
        {
            piece.CopyTo(body.AsSpan(length));
            length += piece.Length;
        }

        return length == size && blocks.SkipBody() ? body : null;
    }

    private Step Refuse(DiagnosticCode code, string message, long size, long offset)
    {
        IsComplete = false;
        defects.Add(code, new Locator(document, offset), message);
        blocks.BeginBody(size);
        local.Clear();
        return blocks.SkipBody() ? Step.Continue : Stop(TarCodes.Truncated, "ends inside the body of an entry", offset);
    }

    private bool EndMarker()
    {
        ended = true;
        if (!local.IsEmpty) return Fault(TarCodes.BadExtension, "an extension header belongs to no entry");
        var second = blocks.NextBlock();
        if (second.Length < TarHeader.BlockSize) defects.Add(TarCodes.NoEnd, new Locator(document, blocks.Position), "ends after one zero block, two mark the end");
        else if (second.IndexOfAnyExcept((byte)0) >= 0 || !blocks.RestIsZero())
        {
            IsComplete = false;
            defects.Add(TarCodes.DataAfterEnd, new Locator(document, blocks.Position), "bytes other than zero follow the end of the archive");
        }

        return false;
    }

    private bool EndOfStream(int partial)
    {
        if (partial > 0) return Fault(blocks.Position == 0 ? TarCodes.NotTar : TarCodes.Truncated, "ends inside a header");
        if (!local.IsEmpty) return Fault(TarCodes.Truncated, "ends after an extension header");
        ended = true;
        defects.Add(TarCodes.NoEnd, new Locator(document, blocks.Position), "ends without the two zero blocks that mark the end");
        return false;
    }

    private Step Stop(DiagnosticCode code, string message, long offset)
    {
        Fault(code, message, offset);
        return Step.Fault;
    }

    private bool Fault(DiagnosticCode code, string message, long? offset = null)
    {
        ended = true;
        IsComplete = false;
        defects.Add(code, new Locator(document, offset ?? blocks.Position), message);
        return false;
    }
}
