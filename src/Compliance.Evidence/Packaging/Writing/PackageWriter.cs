using System.Collections.Immutable;
using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Packaging.Documents;
using Compliance.Formats;
using Compliance.Formats.Archives.Asic;
using Compliance.Formats.Archives.Zip;

namespace Compliance.Evidence.Packaging.Writing;

/// <summary>
/// Writes the entries of one package in their order: <c>mimetype</c>, everything else by name, then <c>META-INF/</c>, so that a signature can be
/// made of what stands before it.
/// </summary>
internal sealed class PackageWriter(EvidenceDraft draft, Stream output)
{
    private static readonly MediaType Text = new("text/plain");
    private static readonly MediaType Json = new("application/json");

    private readonly ZipWriter zip = new(output);
    private readonly List<AsicReference> references = [];
    private readonly Dictionary<string, string> sha512 = new(StringComparer.Ordinal);
    private readonly ImmutableSortedDictionary<string, Digest>.Builder packed = ImmutableSortedDictionary.CreateBuilder<string, Digest>(StringComparer.Ordinal);

    /// <returns>The bytes to sign: the ASiCManifest.</returns>
    public byte[] WriteContent(IEnumerable<PayloadFile> payload)
    {
        var files = payload.ToArray();
        zip.Add(PackagePaths.MediaType, ZipMethod.Store, Encoding.ASCII.GetBytes(AsicManifest.ContainerMediaType));
        AddTag(PackagePaths.Readme, Text, ReadmeVerify.Bytes);
        AddTag(PackagePaths.BagDescription, Text, BagFiles.Description(draft.PackageId, Times.Format(draft.Run.FinishedAt), draft.Evaluator.Version, files.Sum(file => file.File.Size), files.Length));
        AddTag(PackagePaths.Bag, Text, BagFiles.Declaration.ToArray());
        foreach (var file in files) AddPayload(file);
        AddTag(PackagePaths.PayloadSha256, Text, BagFiles.Manifest(files.Select(file => (file.File.Path, file.File.Sha256.Hex))));
        AddTag(PackagePaths.PayloadSha512, Text, BagFiles.Manifest(files.Select(file => (file.File.Path, sha512[file.File.Path]))));
        AddTag(PackagePaths.Package, Json, PackageDocument.Write(PackageDocument.Describe(draft, [.. files.Select(file => file.File)], packed.ToImmutable())));
        AddTag(PackagePaths.TagSha256, Text, BagFiles.Manifest(TagDigests()));
        var manifest = new AsicManifest(PackagePaths.Signature, [.. references.OrderBy(reference => reference.Uri, StringComparer.Ordinal)]).ToBytes();
        zip.Add(PackagePaths.Manifest, ZipMethod.Store, manifest);
        return manifest;
    }

    public void WriteSignature(byte[] signature) => zip.Add(PackagePaths.Signature, ZipMethod.Store, signature);

    /// <returns>How many entries the package has.</returns>
    public int Finish()
    {
        zip.Finish();
        return zip.Entries.Count;
    }

    private IEnumerable<(string Path, string Hex)> TagDigests()
    {
        var digests = references.ToDictionary(reference => reference.Uri, reference => reference.Sha256.Hex, StringComparer.Ordinal);
        digests[PackagePaths.MediaType] = Digests.Sha256(Encoding.ASCII.GetBytes(AsicManifest.ContainerMediaType)).Hex;
        return PackagePaths.Tags.Select(tag => (tag, digests[tag]));
    }

    private void AddTag(string name, MediaType mediaType, byte[] content)
    {
        zip.Add(name, ZipMethod.Store, content);
        references.Add(new AsicReference(name, mediaType, Digests.Sha256(content)));
    }

    private void AddPayload(PayloadFile payload)
    {
        var file = payload.File;
        Digest? seen = null;
        var entry = zip.Add(file.Path, MethodOf(file), () => new HashingStream(payload.Open(), hashed =>
        {
            seen = hashed.Sha256();
            sha512[file.Path] = hashed.Sha512Hex();
        }));
        if (seen != file.Sha256 || entry.Size != file.Size) throw new InvalidDataException($"{file.Origin} changed between being taken in and being packed");
        if (entry.Method == ZipMethod.Deflate)
        {
            using var stream = zip.OpenPacked(entry);
            packed[file.Path] = Digests.Sha256(stream);
        }

        references.Add(new AsicReference(file.Path, file.MediaType, file.Sha256));
    }

    private static ZipMethod MethodOf(EvidenceFile file) =>
        file.MediaType.Text is "application/pdf" || file.MediaType.Text.EndsWith("gzip", StringComparison.Ordinal) || file.MediaType.Text.EndsWith("zstd", StringComparison.Ordinal)
            ? ZipMethod.Store
            : ZipMethod.Deflate;
}
