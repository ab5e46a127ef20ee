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
        const string kind = "sigstore/predicate-examples";
        using var suite = new ConformanceSuite("attestations", kind);
        foreach (var file in Vectors.Files(kind, "*").Where(file => Path.GetFileName(file) != "case.json"))
        {
            var name = Path.GetFileName(Path.GetDirectoryName(file))!;
            suite.Check(Vectors.Name(file), name == FailsLater ? "read" : Expected(Path.GetDirectoryName(file)!), () => Example(file, name));
        }

        suite.Finish();
    }

    [Fact]
    public void Provenance_in_envelopes_and_bundles_names_builder_type_and_source()
    {
        using var suite = new ConformanceSuite("attestations", "sigstore");
        foreach (var file in Vectors.Files("sigstore", "*.json*").Where(file => new FileInfo(file).Length < 4 << 20))
        {
            if (!StrictJson.Read(File.ReadAllBytes(file), Vectors.Name(file)).TryGet(out var tree)) continue;
            var envelope = tree.Root["dsseEnvelope"].IsMap ? tree.Root["dsseEnvelope"] : tree.Root;
            if (!DsseEnvelope.IsEnvelope(envelope) || !DsseEnvelope.Read(envelope).TryGet(out var read)) continue;
            if (!InTotoStatement.Read(read.Payload.AsMemory(), Vectors.Name(file)).TryGet(out var statement) || !SlsaProvenance.IsProvenance(statement.PredicateType)) continue;
            suite.Check($"{Vectors.Name(file)} provenance", "builder, source with digest", () => Provenance(statement));
        }

        // No provenance among somebody's own signatures is no failure: the bundles are counted by their own test.
        suite.FinishOptional();
    }

    [Fact]
    public void Bundles_that_pass_elsewhere_are_taken_apart()
    {
        string[] kinds = ["sigstore/bundle-conformance", "sigstore/bundle-other"];
        using var suite = new ConformanceSuite("attestations", kinds);
        foreach (var file in kinds.SelectMany(kind => Vectors.Files(kind, "*.json")).Where(file => Path.GetFileName(file) != "case.json"))
        {
            if (!StrictJson.Read(File.ReadAllBytes(file), Vectors.Name(file)).TryGet(out var tree) || !SigstoreBundle.IsBundle(tree.Root)) continue;
            var mayFail = Path.GetDirectoryName(file)!.EndsWith("_fail", StringComparison.Ordinal);
            suite.Check(Vectors.Name(file), "taken apart", () => SigstoreBundle.Read(tree.Root) is var reading && (mayFail || reading.TryGet(out _)) ? "taken apart" : $"{reading.Defects[0]}");
        }

        suite.Finish();
    }

    private static string Expected(string folder)
    {
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "case.json")));
        return json.RootElement.GetProperty("expect").GetString() switch
        {
            "example" or "pass" => "read",
            "fail" => "refused",
            var other => $"an outcome that is known, not {other}",
        };
    }

    private static string Example(string file, string folder)
    {
        var reading = StrictJson.Read(File.ReadAllBytes(file), Vectors.Name(file));
        if (!reading.TryGet(out var tree))
        {
            // Examples of specifications may hold comments or placeholders.
            return file.EndsWith(".jsonc", StringComparison.Ordinal) ? "read" : $"{reading.Defects[0]}";
        }

        var isRead = DsseEnvelope.IsEnvelope(tree.Root)
            ? DsseEnvelope.Read(tree.Root).TryGet(out var envelope) && InTotoStatement.Read(envelope.Payload.AsMemory(), folder).TryGet(out _)
            : !tree.Root["_type"].HasValue || InTotoStatement.Read(tree.Root).TryGet(out _) || folder.StartsWith("COSIGN", StringComparison.Ordinal);
        return isRead ? "read" : "refused";
    }

    private static string Provenance(InTotoStatement statement)
    {
        var reading = SlsaProvenance.Read(statement);
        if (!reading.TryGet(out var provenance)) return $"{reading.Defects[0]}";
        if (provenance.SourceUri is null) return provenance.BuilderId.Contains("sigstore-conformance", StringComparison.Ordinal) ? "builder, source with digest" : "no source";
        return provenance.SourceDigest is null ? "source without digest" : "builder, source with digest";
    }
}
