namespace Compliance.Service.CommandLine;

/// <summary>Files that are there whole or not at all: written under a temporary name beside the target, flushed, renamed.</summary>
internal static class WholeFile
{
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var target = new WholeFileStream(path);
        target.Stream.Write(content);
        target.Commit();
    }
}
