namespace Compliance.Oci.Sources;

/// <summary>A temporary file that only this process can reach and that leaves nothing behind, also when the process is killed (except on Windows).</summary>
internal static class ScratchFile
{
    /// <exception cref="IOException">There is no room, or no place for temporary files.</exception>
    public static FileStream Create()
    {
        var folder = Directory.CreateTempSubdirectory("compliance-");
        var stream = new FileStream(Path.Combine(folder.FullName, "scratch"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        });
        // An open file needs no name; Windows needs the name until it is closed, and then the empty folder stays.
        if (!OperatingSystem.IsWindows()) folder.Delete(recursive: true);
        return stream;
    }
}
