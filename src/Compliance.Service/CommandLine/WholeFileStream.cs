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
        stream = new GrowingFile(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
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

    /// <summary>A file that says "too large" as every other failure of the disk is said: the base class calls it a wrong argument.</summary>
    private sealed class GrowingFile(string path, FileMode mode, FileAccess access, FileShare share) : FileStream(path, mode, access, share, 1 << 16)
    {
        public override void Write(byte[] buffer, int offset, int count) => Guard(() => base.Write(buffer, offset, count));

        public override void Flush(bool flushToDisk) => Guard(() => base.Flush(flushToDisk));

        protected override void Dispose(bool disposing) => Guard(() => base.Dispose(disposing));

        private void Guard(Action work)
        {
            try
            {
                work();
            }
            catch (ArgumentOutOfRangeException tooLarge)
            {
                throw new IOException($"{Name} may not become as large as it must: {tooLarge.Message}", tooLarge);
            }
        }
    }
}
