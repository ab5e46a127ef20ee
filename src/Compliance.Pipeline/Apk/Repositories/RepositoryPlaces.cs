using Compliance.Formats.Reading;
using Compliance.Oci.Transport;

namespace Compliance.Pipeline.Apk.Repositories;

/// <summary>
/// Repositories wherever the owner's configuration says that they are: folders, OCI layouts (<see cref="LayoutFiles"/>), and servers when there is a cache to
/// fetch into. A file that was fetched once stays the same for as long as this lives.
/// </summary>
/// <param name="baseFolder">What relative folders are relative to.</param>
/// <param name="cache">Null fetches nothing.</param>
public sealed class RepositoryPlaces(string baseFolder, FileCache? cache, Limits limits) : IRepositoryFiles
{
    private readonly FolderFiles folders = new(baseFolder);
    private readonly LayoutFiles layouts = new(baseFolder, limits);
    private readonly Dictionary<string, string?> fetched = new(StringComparer.Ordinal);

    public static bool IsRemote(string path) => path.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    public bool IsOutOfReach(string path) => cache is null && IsRemote(path);

    /// <exception cref="IOException">A server does not answer or refuses, or a file can't be read.</exception>
    public Stream? Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.StartsWith(LayoutFiles.Prefix, StringComparison.Ordinal)) return layouts.Open(path);
        return IsRemote(path) ? OpenFetched(path) : folders.Open(path);
    }

    private FileStream? OpenFetched(string path)
    {
        if (cache is null || !Uri.TryCreate(path, UriKind.Absolute, out var address) || address.UserInfo.Length > 0) return null;
        if (!fetched.TryGetValue(path, out var file)) fetched[path] = file = cache.Fetch(address);
        return file is null ? null : File.OpenRead(file);
    }
}
