using Compliance.Formats;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Oci.Layers;

namespace Compliance.Evidence.Acquisition.Modules;

/// <summary>
/// Looks into programs, libraries and scripts, known by their first bytes and not by their names, while they pass. What was seen is kept by the
/// file's digest; the bytes are not.
/// </summary>
internal sealed class ModuleCapture : ICaptureRule
{
    /// <summary>Bytes kept altogether for modules whose value lies in a file beside them.</summary>
    private const long MaxKeptBytes = 64L << 20;

    /// <summary>Name endings of data, whose first line means nothing to anyone who starts it. A program is one under any name.</summary>
    private static readonly string[] Data = [".py", ".pyc", ".h", ".html", ".gz", ".txt", ".json", ".js", ".md", ".mo", ".po", ".pm", ".xml", ".png", ".svg", ".list", ".md5sums", ".conf", ".tcl", ".rst", ".a"];

    private readonly PassingBytes passing = new();
    private readonly Dictionary<Digest, ModuleLook> looks = [];
    private long keptBytes;

    public CaptureRequest ByPath(ReadOnlySpan<char> path, long size)
    {
        if (size < 4) return CaptureRequest.Ignore;
        return ModulePaths.IsIntegrityValue(path) ? CaptureRequest.Keep : CaptureRequest.AskWithContent;
    }

    public CaptureRequest ByContent(ReadOnlySpan<char> path, long size, ReadOnlySpan<byte> first) =>
        ModuleScanner.IsFor(path, first) && !(first.StartsWith("#!"u8) && IsNamedData(path)) ? CaptureRequest.Observe : CaptureRequest.Ignore;

    public IFileObserver Observe(ReadOnlySpan<char> path, long size) => new ModuleObserver(this, passing, ModuleScanner.IsArchive(path), size);

    /// <summary>What was seen of a file; null when it is none that is looked into.</summary>
    public ModuleLook? Find(Digest sha256) => looks.GetValueOrDefault(sha256);

    /// <summary>The first look at the same bytes stays, but for one that saw more: a script that is an archive by another name.</summary>
    internal void Add(Digest sha256, ModuleLook look, bool isArchive)
    {
        if (!looks.TryAdd(sha256, look) && isArchive) looks[sha256] = look;
    }

    /// <summary>A copy of the file that passed, or null when enough is kept.</summary>
    internal byte[]? Keep(ReadOnlyMemory<byte> whole)
    {
        if (keptBytes + whole.Length > MaxKeptBytes) return null;
        keptBytes += whole.Length;
        return whole.ToArray();
    }

    private static bool IsNamedData(ReadOnlySpan<char> path)
    {
        foreach (var ending in Data)
        {
            if (path.EndsWith(ending, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
