using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Oci.Layers;

namespace Compliance.Evidence.Acquisition;

/// <summary>Keeps programs, libraries and scripts, known by their first bytes and not by their names, for the one look after the pass.</summary>
internal sealed class ModuleCapture : ICaptureRule
{
    /// <summary>Name endings of data that is never a program; saves asking for most files of a distribution.</summary>
    private static readonly string[] Data = [".py", ".pyc", ".h", ".html", ".gz", ".txt", ".json", ".js", ".md", ".mo", ".po", ".pm", ".xml", ".png", ".svg", ".list", ".md5sums", ".conf", ".tcl", ".rst", ".a"];

    public CaptureRequest ByPath(ReadOnlySpan<char> path, long size)
    {
        if (size < 4) return CaptureRequest.Ignore;
        foreach (var ending in Data)
        {
            if (path.EndsWith(ending, StringComparison.Ordinal)) return CaptureRequest.Ignore;
        }

        return ModulePaths.IsIntegrityValue(path) ? CaptureRequest.Keep : CaptureRequest.AskWithContent;
    }

    public CaptureRequest ByContent(ReadOnlySpan<char> path, long size, ReadOnlySpan<byte> first) =>
        ModuleScanner.IsFor(first) ? CaptureRequest.Keep : CaptureRequest.Ignore;
}
