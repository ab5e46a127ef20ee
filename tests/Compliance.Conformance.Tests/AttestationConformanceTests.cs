using Compliance.Formats.Attestation;
using Compliance.Formats.Reading.Json;

namespace Compliance.Conformance.Tests;

/// <summary>Envelopes, bundles and statements made by others: shape only, nothing is verified here.</summary>
public sealed class AttestationConformanceTests
{
    // Malformed is only the free text inside cosign's custom predicate, which is not read here.
    private const string FailsLater = "cosign-malformed-custom_fail";

    [Fact]
    public void Predicate_examples_are_read_as_their_type()
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors");
        var failures = new List<string>();
        var count = 0;
        foreach (var file in Vectors.Files("sigstore/predicate-examples", "*").Where(file => Path.GetFileName(file) != "case.json"))
        {
            count++;
            var folder = Path.GetFileName(Path.GetDirectoryName(file))!;
            var reading = StrictJson.Read(File.ReadAllBytes(file), Vectors.Name(file));
            if (!reading.TryGet(out var tree))
            {
                // Examples of specifications may hold comments or placeholders.
                if (!file.EndsWith(".jsonc", StringComparison.Ordinal)) failures.Add($"{folder}: {reading.Defects[0]}");
                continue;
            }

            var isRead = DsseEnvelope.IsEnvelope(tree.Root)
                ? DsseEnvelope.Read(tree.Root).TryGet(out var envelope) && InTotoStatement.Read(envelope.Payload.AsMemory(), folder).TryGet(out _)
                : !tree.Root["_type"].HasValue || InTotoStatement.Read(tree.Root).TryGet(out _) || folder.StartsWith("COSIGN", StringComparison.Ordinal);
            if (isRead == (folder.EndsWith("_fail", StringComparison.Ordinal) && folder != FailsLater)) failures.Add($"{folder}: {(isRead ? "read" : "refused")}");
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.Equal(20, count);
    }

    [Fact]
    public void Provenance_in_envelopes_and_bundles_names_builder_type_and_source()
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors");
        var failures = new List<string>();
        var count = 0;
        foreach (var file in Vectors.Files("sigstore", "*.json*").Where(file => new FileInfo(file).Length < 4 << 20))
        {
            if (!StrictJson.Read(File.ReadAllBytes(file), Vectors.Name(file)).TryGet(out var tree)) continue;
            var envelope = tree.Root["dsseEnvelope"].IsMap ? tree.Root["dsseEnvelope"] : tree.Root;
            if (!DsseEnvelope.IsEnvelope(envelope) || !DsseEnvelope.Read(envelope).TryGet(out var read)) continue;
            if (!InTotoStatement.Read(read.Payload.AsMemory(), Vectors.Name(file)).TryGet(out var statement) || !SlsaProvenance.IsProvenance(statement.PredicateType)) continue;
            count++;
            var reading = SlsaProvenance.Read(statement);
            if (!reading.TryGet(out var provenance)) failures.Add($"{Vectors.Name(file)}: {reading.Defects[0]}");
            else if (provenance.SourceUri is null && !provenance.BuilderId.Contains("sigstore-conformance", StringComparison.Ordinal)) failures.Add($"{Vectors.Name(file)}: no source");
            else if (provenance.SourceUri is not null && provenance.SourceDigest is null) failures.Add($"{Vectors.Name(file)}: source without digest");
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.True(count >= 35, $"{count} found");
    }

    [Fact]
    public void Bundles_that_pass_elsewhere_are_taken_apart()
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors");
        var failures = new List<string>();
        var count = 0;
        foreach (var kind in (string[])["bundle-conformance", "bundle-other"])
        {
            foreach (var file in Vectors.Files($"sigstore/{kind}", "*.json").Where(file => Path.GetFileName(file) != "case.json"))
            {
                if (!StrictJson.Read(File.ReadAllBytes(file), Vectors.Name(file)).TryGet(out var tree) || !SigstoreBundle.IsBundle(tree.Root)) continue;
                count++;
                var reading = SigstoreBundle.Read(tree.Root);
                if (!reading.TryGet(out _) && !Path.GetDirectoryName(file)!.EndsWith("_fail", StringComparison.Ordinal)) failures.Add($"{Vectors.Name(file)}: {reading.Defects[0]}");
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.True(count >= 60, $"{count} found");
    }
}
