using Compliance.Formats;
using Compliance.Formats.Reading;

namespace Compliance.Oci.Sources;

/// <summary>An OCI image layout in a tar file, plain, gzip or zstd.</summary>
public sealed class LayoutArchive : IImageSource
{
    private readonly TarFile tar;

    private LayoutArchive(string path, TarFile tar) => (Name, this.tar) = (path, tar);

    public string Name { get; }

    public IReadOnlyList<Defect> Defects { get; private init; } = [];

    /// <summary>Rejected when the file is not a tar archive or holds no <c>index.json</c>.</summary>
    public static Reading<LayoutArchive> Open(string path, Limits limits, CancellationToken cancellation = default)
    {
        var opened = TarFile.Open(path, limits, cancellation);
        if (!opened.TryGet(out var tar)) return Readings.Reject<LayoutArchive>(opened.Defects);
        if (Create(path, tar) is { } archive) return Readings.Accept(archive, archive.Defects);
        tar.Dispose();
        return Readings.Reject<LayoutArchive>([.. opened.Defects, new Defect(OciCodes.NoLayout, new Locator(path), "no index.json in the archive: not an OCI image layout")]);
    }

    internal static LayoutArchive? Create(string path, TarFile tar)
    {
        if (!tar.Contains("index.json")) return null;
        var marker = tar.ReadMember("oci-layout", LayoutMarker.MaxBytes);
        var defect = marker is null ? LayoutMarker.Absent(path) : LayoutMarker.Check(marker, path);
        return new LayoutArchive(path, tar) { Defects = defect is null ? tar.Defects : [.. tar.Defects, defect] };
    }

    public Reading<ReadOnlyMemory<byte>> ReadIndex(Limits limits) => tar.ReadMember("index.json", limits.MaxManifestBytes) is { } bytes
        ? Readings.Accept<ReadOnlyMemory<byte>>(bytes)
        : Readings.Reject<ReadOnlyMemory<byte>>(OciCodes.ManifestTooLarge, new Locator($"{Name}/index.json"), $"more than {limits.MaxManifestBytes} bytes");

    public long? SizeOf(Digest digest) => tar.SizeOf(NameOf(digest));

    public Stream? Open(Digest digest) => tar.OpenMember(NameOf(digest));

    public IEnumerable<Digest> Digests
    {
        get
        {
            foreach (var name in tar.Names)
            {
                if (name.Split('/') is ["blobs", var algorithm, var hex] && Digest.TryParse($"{algorithm}:{hex}", out var digest)) yield return digest;
            }
        }
    }

    public void Dispose() => tar.Dispose();

    private static string NameOf(Digest digest) => $"blobs/{digest.Algorithm}/{digest.Hex}";
}
