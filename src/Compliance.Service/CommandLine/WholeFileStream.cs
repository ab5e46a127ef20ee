namespace Compliance.Service.CommandLine;

/// <summary>A file in the making. Disposed without <see cref="Commit"/> it leaves nothing behind.</summary>
internal sealed class WholeFileStream : IDisposable
{
    private readonly string path;
    private readonly string temporary;
    private readonly FileStream stream;
    private bool committed;

    public WholeFileStream(string path)
    {
        this.path = path;
        temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);
    }

    public Stream Stream => stream;

    /// <summary>Makes the file visible under its name, replacing what was there.</summary>
    public void Commit()
    {
        stream.Flush(flushToDisk: true);
        stream.Dispose();
        File.Move(temporary, path, overwrite: true);
        committed = true;
    }

    public void Dispose()
    {
        try
        {
            stream.Dispose();
        }
        finally
        {
            // A full disk throws again when the buffer is let go; what was begun must be gone all the same.
            if (!committed) File.Delete(temporary);
        }
    }
}
