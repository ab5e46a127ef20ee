using System.Collections.Immutable;
using System.Globalization;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Hashing;
using Compliance.Cryptography.Merkle;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Packaging.Documents;
using Compliance.Evidence.Packaging.Writing;
using Compliance.Formats.Archives.Asic;
using Compliance.Formats.Archives.Zip;

namespace Compliance.Evidence.Verification.Parts;

/// <summary>Line 2: every list of digests against the bytes, and against each other.</summary>
internal sealed class DigestVerification(PackageContents contents, PackageDescription? description, ImmutableArray<VerificationCheck> descriptionChecks)
{
    private int listed;
    private int matching;

    public VerificationLine Verify()
    {
        var checks = ImmutableArray.CreateBuilder<VerificationCheck>();
        checks.AddRange(CheckManifest());
        checks.AddRange(CheckBag());
        checks.AddRange(descriptionChecks);
        if (description is not null) checks.AddRange(CheckDescription(description));
        checks.AddRange(new RawVerification(contents).Verify());
        checks.AddRange(CheckPacked());
        return new VerificationLine(VerificationTopic.Digests, string.Create(CultureInfo.InvariantCulture, $"{matching:N0} of {listed:N0} (SHA-256), bag manifests agree"), checks.ToImmutable());
    }

    private IEnumerable<VerificationCheck> CheckManifest()
    {
        if (contents.Read(PackagePaths.Manifest) is not { } bytes) return [Checks.Failed(PackageCodes.Manifest, $"{PackagePaths.Manifest} is missing or unreadable")];
        var reading = AsicManifestReader.Read(bytes, PackagePaths.Manifest, contents.Limits);
        if (!reading.TryGet(out var manifest)) return Checks.Failed(reading.Defects);
        listed = manifest.References.Length;
        var covered = contents.Entries.Select(entry => entry.Name).Where(name => name != PackagePaths.MediaType && !name.StartsWith(PackagePaths.SignatureFolder, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var references = manifest.References.ToDictionary(reference => reference.Uri, reference => reference.Sha256, StringComparer.Ordinal);
        var set = covered.Where(name => !references.ContainsKey(name)).Order(StringComparer.Ordinal).Select(name => $"{name} is not in the signed manifest")
            .Concat(references.Keys.Where(name => !covered.Contains(name)).Order(StringComparer.Ordinal).Select(name => $"{name} is in the signed manifest and not in the package"));
        var differing = manifest.References.Where(reference => covered.Contains(reference.Uri) && contents.HashOf(reference.Uri)?.Sha256 != reference.Sha256)
            .Select(reference => $"{reference.Uri}: sha256 is {contents.HashOf(reference.Uri)?.Sha256.Hex ?? "unreadable"}, manifest says {reference.Sha256.Hex}").ToArray();
        matching = listed - differing.Length;
        return
        [
            Checks.Check(PackageCodes.Manifest, manifest.Signature == PackagePaths.Signature, "one manifest, one signature", $"the manifest names the signature '{manifest.Signature}'"),
            .. Checks.Each(PackageCodes.ManifestSet, set, "the manifest lists every file and no other"),
            .. Checks.Each(PackageCodes.Digest, differing, "every file has the digest that the manifest says"),
        ];
    }

    private IEnumerable<VerificationCheck> CheckPacked() => Checks.Each(PackageCodes.Packed, PackedProblems(), "compressed bytes are those that were packed");

    private IEnumerable<string> PackedProblems()
    {
        foreach (var entry in contents.Entries)
        {
            var isPayload = entry.Name.StartsWith(PackagePaths.Payload, StringComparison.Ordinal);
            var stated = description?.Packed.GetValueOrDefault(entry.Name);
            if (entry.Method == ZipMethod.Store)
            {
                if (stated is not null) yield return $"{entry.Name} is stored, package.json has it compressed";
            }
            else if (!isPayload)
            {
                yield return $"{entry.Name} is compressed, where nothing names its compressed bytes";
            }
            else if (description is not null)
            {
                using var stream = contents.OpenPacked(entry);
                var found = Digests.Sha256(stream);
                if (found != stated) yield return $"{entry.Name}: compressed sha256 is {found.Hex}, package.json says {stated?.Hex ?? "nothing"}";
            }
        }
    }

    private IEnumerable<VerificationCheck> CheckBag() => Checks.Each(PackageCodes.Bag, BagProblems(), "bag manifests agree");

    private IEnumerable<string> BagProblems()
    {
        var payload = contents.Payload.Select(name => (Name: name, Hash: contents.HashOf(name))).ToArray();
        if (!Is(PackagePaths.Bag, BagFiles.Declaration)) yield return $"{PackagePaths.Bag} does not declare BagIt 1.0 in UTF-8";
        if (!Is(PackagePaths.PayloadSha256, BagFiles.Manifest(payload.Select(file => (file.Name, file.Hash?.Sha256.Hex ?? "")))))
            yield return $"{PackagePaths.PayloadSha256} does not list the payload's files and digests in order";
        if (!Is(PackagePaths.PayloadSha512, BagFiles.Manifest(payload.Select(file => (file.Name, file.Hash?.Sha512Hex ?? "")))))
            yield return $"{PackagePaths.PayloadSha512} does not list the payload's files and digests in order";
        if (!Is(PackagePaths.TagSha256, BagFiles.Manifest(PackagePaths.Tags.Select(tag => (tag, contents.HashOf(tag)?.Sha256.Hex ?? "")))))
            yield return $"{PackagePaths.TagSha256} does not list the tag files and digests in order";
        if (description is null) yield break;
        var expected = BagFiles.Description(description.PackageId, Times.Format(description.Run.FinishedAt), description.Evaluator.Version, payload.Sum(file => file.Hash?.Size ?? 0), payload.Length);
        if (!Is(PackagePaths.BagDescription, expected)) yield return $"{PackagePaths.BagDescription} names another id, date or payload";
    }

    private bool Is(string name, ReadOnlySpan<byte> expected) => contents.Read(name) is { } bytes && expected.SequenceEqual(bytes);

    private IEnumerable<VerificationCheck> CheckDescription(PackageDescription package)
    {
        var evidence = contents.Payload.Where(name => !name.StartsWith(PackagePaths.Reports, StringComparison.Ordinal)).Select(name => (Name: name, contents.HashOf(name)?.Sha256)).ToArray();
        var root = evidence.Any(file => file.Sha256 is null) ? null : MerkleTree.Root(evidence.Select(file => (file.Name, file.Sha256!)));
        var id = PackageId.Of(package.EvidenceRoot, package.Run);
        return
        [
            .. Checks.Each(PackageCodes.DescribedFiles, DescribedFileProblems(package), "package.json lists every file of the payload as it is"),
            Checks.Check(PackageCodes.EvidenceRoot, root == package.EvidenceRoot, $"evidence root {package.EvidenceRoot}", $"the evidence root is {root?.ToString() ?? "unreadable"}, package.json says {package.EvidenceRoot}"),
            Checks.Check(PackageCodes.Identity, id == package.PackageId, $"package {id}", $"root and run give the id {id}, package.json says {package.PackageId}"),
            Checks.Check(PackageCodes.Evaluator, Is(PackagePaths.Evaluator, EvaluatorDocument.Write(package.Evaluator)), "the evaluator is described once", $"{PackagePaths.Evaluator} and package.json describe different evaluators"),
        ];
    }

    private IEnumerable<string> DescribedFileProblems(PackageDescription package)
    {
        var names = contents.Payload.ToArray();
        if (!names.SequenceEqual(package.Files.Select(file => file.Path))) yield return "package.json does not list the payload's files in order, each once";
        foreach (var file in package.Files)
        {
            var hash = contents.HashOf(file.Path);
            if (hash is null || hash.Sha256 != file.Sha256 || hash.Size != file.Size)
                yield return $"{file.Path}: {hash?.Size ?? 0} bytes of sha256 {hash?.Sha256.Hex ?? "none"}, package.json says {file.Size} of {file.Sha256.Hex}";
        }
    }
}
