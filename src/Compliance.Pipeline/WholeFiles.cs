namespace Compliance.Pipeline;

/// <summary>Files that are there whole or not at all, also after a kill: written beside the target, flushed, renamed.</summary>
internal static class WholeFiles
{
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}.tmp";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
