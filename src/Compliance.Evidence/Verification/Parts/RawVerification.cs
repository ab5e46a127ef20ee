using Compliance.Cryptography.Checks;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Reading.Json;

namespace Compliance.Evidence.Verification.Parts;

/// <summary>The index of raw evidence against the entries, and digests inside the evidence against its bytes.</summary>
internal sealed class RawVerification(PackageContents contents)
{
    private const string IndexName = RawPaths.Root + RawIndex.Path;

    /// <summary>The evidence that the package holds; null when its index can't be read.</summary>
    public static RawEvidence? Read(PackageContents contents) =>
        contents.Read(IndexName) is { } bytes && RawIndex.Read(bytes, path => contents.Open(RawPaths.Root + path), contents.Limits).TryGet(out var evidence) && Missing(contents, evidence).Length == 0 ? evidence : null;

    public IEnumerable<VerificationCheck> Verify()
    {
        if (contents.Read(IndexName) is not { } bytes) return [Checks.Failed(PackageCodes.RawIndex, $"{IndexName} is missing or unreadable")];
        var reading = RawIndex.Read(bytes, path => contents.Open(RawPaths.Root + path), contents.Limits);
        if (!reading.TryGet(out var evidence)) return Checks.Failed(reading.Defects);
        return
        [
            Checks.Passed(PackageCodes.RawIndex, "the index of evidence is readable"),
            .. Checks.Each(PackageCodes.RawDocuments, Problems(evidence), "the index lists the evidence's documents as they are"),
            .. Checks.Each(PackageCodes.RawChain, ChainProblems(evidence), "manifests, configurations and blobs have the digests that name them"),
        ];
    }

    private static RawDocument[] Missing(PackageContents contents, RawEvidence evidence) =>
        [.. evidence.Documents.Where(document => contents.HashOf(RawPaths.Root + document.Item.Path) is not { } hash || hash.Size != document.Item.Size)];

    private IEnumerable<string> Problems(RawEvidence evidence)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal) { IndexName };
        foreach (var document in evidence.Documents)
        {
            var name = RawPaths.Root + document.Item.Path;
            listed.Add(name);
            var hash = contents.HashOf(name);
            if (hash is null || hash.Sha256 != document.Item.Sha256 || hash.Size != document.Item.Size) yield return $"{name}: the index says {document.Item.Size} bytes of sha256 {document.Item.Sha256.Hex}, found {hash?.Size ?? 0} of {hash?.Sha256.Hex ?? "none"}";
        }

        foreach (var name in contents.Payload)
        {
            if (name.StartsWith(RawPaths.Root, StringComparison.Ordinal) && !listed.Contains(name)) yield return $"{name} is not in the index of evidence";
        }
    }

    private IEnumerable<string> ChainProblems(RawEvidence evidence)
    {
        foreach (var image in evidence.Images)
        {
            if (image.Subject.Algorithm == "sha256" && image.Manifest.Item.Sha256 != image.Subject) yield return $"the manifest of {image.Subject} has the digest {image.Manifest.Item.Sha256}";
            if (image.Config is { } config && ConfigOf(image.Manifest) is { Algorithm: "sha256" } named && named != config.Item.Sha256)
                yield return $"the manifest of {image.Subject} names the configuration {named}, there is {config.Item.Sha256}";
            foreach (var (digest, blob) in image.Attached.SelectMany(attached => attached.Blobs))
            {
                if (digest.Algorithm == "sha256" && digest != blob.Item.Sha256) yield return $"the attached blob {digest} has the digest {blob.Item.Sha256}";
            }
        }
    }

    private Digest? ConfigOf(RawDocument manifest) =>
        contents.Read(RawPaths.Root + manifest.Item.Path) is { } bytes && StrictJson.Read(bytes, "manifest", contents.Limits).TryGet(out var tree)
            && Digest.TryParse(tree.Root["config"]["digest"].AsText, out var digest) ? digest : null;
}
