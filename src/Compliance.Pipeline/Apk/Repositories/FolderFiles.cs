namespace Compliance.Pipeline.Apk.Repositories;

/// <summary>Repositories in folders: paths are relative to a base folder or absolute. Addresses of networks are not there.</summary>
public sealed class FolderFiles(string baseFolder) : IRepositoryFiles
{
    public Stream? Open(string path)
    {
        if (path.Contains("://", StringComparison.Ordinal)) return null;
        var file = Path.Combine(baseFolder, path);
        return File.Exists(file) ? File.OpenRead(file) : null;
    }
}
