using Compliance.Pipeline.Apk.Repositories;

namespace Compliance.Pipeline.AirGap;

/// <summary>Repositories inside a bundle, and nowhere else: what the bundle does not hold is not there, and that it was asked for is kept.</summary>
public sealed class BundleFiles(InputBundle bundle) : IRepositoryFiles
{
    /// <summary>Where inputs of repositories stand in a bundle.</summary>
    public const string Inputs = "inputs/";

    private readonly SortedSet<string> refused = new(StringComparer.Ordinal);

    /// <summary>What was asked for and is not in the bundle, or not with its bytes.</summary>
    public IReadOnlyCollection<string> Refused => refused;

    public Stream? Open(string path)
    {
        if (bundle.Find(Inputs + path) is { } entry && bundle.Read(entry) is { } bytes) return new MemoryStream(bytes, writable: false);
        refused.Add(path);
        return null;
    }

    public bool IsThere(string path) => bundle.Find(Inputs + path) is not null;
}
