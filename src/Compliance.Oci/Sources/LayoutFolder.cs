using Compliance.Formats;
using Compliance.Formats.Reading;

namespace Compliance.Oci.Sources;

/// <summary>A folder in the OCI image layout (OCI image specification 1.1, image-layout.md). Paths are made from validated digests only.</summary>
public sealed class LayoutFolder : IImageSource
{
    private readonly string folder;

    private LayoutFolder(string folder) => this.folder = folder;

    public string Name => folder;

    public IReadOnlyList<Defect> Defects { get; private init; } = [];

    /// <summary>Rejected when there is no such folder or it holds no <c>index.json</c>; an absent <c>oci-layout</c> file is tolerated.</summary>
    public static Reading<LayoutFolder> Open(string folder)
    {
        try
        {
            if (!Directory.Exists(folder))
                return Readings.Reject<LayoutFolder>(OciCodes.NoLayout, new Locator(folder), File.Exists(folder) ? "a file, not a folder; an archive is named with oci-archive:" : "no such folder");
            if (!File.Exists(Path.Combine(folder, "index.json")))
                return Readings.Reject<LayoutFolder>(OciCodes.NoLayout, new Locator(folder), "no index.json: not an OCI image layout");
            var marker = new FileInfo(Path.Combine(folder, "oci-layout"));
            List<Defect> defects = [];
            if (!marker.Exists || marker.Length is 0 or > LayoutMarker.MaxBytes) defects.Add(LayoutMarker.Absent(folder));
            else if (LayoutMarker.Check(File.ReadAllBytes(marker.FullName), folder) is { } defect) defects.Add(defect);
            return Readings.Accept(new LayoutFolder(folder) { Defects = defects });
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Readings.Reject<LayoutFolder>(OciCodes.NoLayout, new Locator(folder), problem.Message);
        }
    }

    public Reading<ReadOnlyMemory<byte>> ReadIndex(Limits limits)
    {
        var file = new FileInfo(Path.Combine(folder, "index.json"));
        var place = new Locator(file.FullName);
        try
        {
            if (file.Length == 0) return Readings.Reject<ReadOnlyMemory<byte>>(OciCodes.BadLayout, place, "empty");
            using var stream = OpenFile(file.FullName);
            return BoundedReading.ReadAll(stream, limits.MaxManifestBytes) is { } bytes
                ? Readings.Accept<ReadOnlyMemory<byte>>(bytes)
                : Readings.Reject<ReadOnlyMemory<byte>>(OciCodes.ManifestTooLarge, place, $"more than {limits.MaxManifestBytes} bytes");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Readings.Reject<ReadOnlyMemory<byte>>(OciCodes.BadLayout, place, problem.Message);
        }
    }

    public long? SizeOf(Digest digest)
    {
        var file = new FileInfo(PathOf(digest));
        return file.Exists ? file.Length : null;
    }

    public Stream? Open(Digest digest)
    {
        var file = new FileInfo(PathOf(digest));
        if (!file.Exists) return null;
        // Length 0 is also what pipes and devices say, and opening those could wait forever.
        return file.Length == 0 ? Stream.Null : OpenFile(file.FullName);
    }

    public IEnumerable<Digest> Digests
    {
        get
        {
            foreach (var algorithm in (string[])["sha256", "sha384", "sha512"])
            {
                foreach (var digest in DigestsOf(algorithm)) yield return digest;
            }
        }
    }

    public void Dispose()
    {
    }

    private List<Digest> DigestsOf(string algorithm)
    {
        var blobs = Path.Combine(folder, "blobs", algorithm);
        var found = new List<Digest>();
        if (!Directory.Exists(blobs)) return found;
        foreach (var file in Directory.EnumerateFiles(blobs))
        {
            if (Digest.TryParse($"{algorithm}:{Path.GetFileName(file)}", out var digest)) found.Add(digest);
        }

        found.Sort();
        return found;
    }

    private string PathOf(Digest digest) => Path.Combine(folder, "blobs", digest.Algorithm, digest.Hex);

    private static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
}
