using System.Text;
using Compliance.Formats.Attestation;
using Compliance.Formats.Attestation.Summaries;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Sbom;

namespace Compliance.Evidence.Attesting;

/// <summary>
/// A document that shall become the predicate of a statement, read strictly and checked to be what it is said to be: a wrong statement, once signed, stays
/// believable.
/// </summary>
/// <param name="PredicateType">The URI that statements of this kind carry; the one that cosign writes where it has a name for the kind.</param>
public sealed record PredicateFile(string PredicateType, ReadOnlyMemory<byte> Predicate)
{
    /// <summary>Cosign's type for anything: the document goes in as text.</summary>
    public const string CustomType = "https://cosign.sigstore.dev/attestation/v1";

    private const string OpenVex = "https://openvex.dev/ns";
    private const string Vulnerabilities = "https://cosign.sigstore.dev/attestation/vuln/v1";
    private const string Link = "https://in-toto.io/attestation/link/v0.3";

    /// <summary>The names that <see cref="Read"/> knows; any URI is one, too.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["spdx", "spdxjson", "cyclonedx", "slsaprovenance", "slsaprovenance02", "slsaprovenance1", "vsa", "openvex", "vuln", "link", "test-result", "custom"];

    /// <summary>Whether the text names a kind: one of <see cref="Kinds"/> or an absolute http or https URI.</summary>
    public static bool IsKind(string kind) => Kinds.Contains(kind, StringComparer.Ordinal) || IsUri(kind);

    /// <param name="kind">One of <see cref="Kinds"/>, or the predicate type itself.</param>
    /// <param name="at">The time that a custom predicate states.</param>
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    public static Reading<PredicateFile> Read(string kind, ReadOnlyMemory<byte> bytes, string document, DateTimeOffset at, Limits limits)
    {
        if (!IsKind(kind)) throw new ArgumentException("not a kind of predicate", nameof(kind));
        if (kind == "custom") return Readings.Accept(new PredicateFile(CustomType, Custom(bytes, at)));
        var reading = StrictJson.Read(bytes, document, limits);
        if (!reading.TryGet(out var tree)) return Readings.Reject<PredicateFile>(reading.Defects);
        return kind switch
        {
            "spdx" or "spdxjson" => Sbom(bytes, tree.Root, SbomFormat.Spdx, "https://spdx.dev/Document", limits),
            "cyclonedx" => Sbom(bytes, tree.Root, SbomFormat.CycloneDx, "https://cyclonedx.org/bom", limits),
            "slsaprovenance" => Provenance(bytes, tree.Root, limits),
            "slsaprovenance02" => tree.Root["buildDefinition"].HasValue ? Differs(tree.Root, "provenance of version 1, not 0.2") : Provenance(bytes, tree.Root, limits),
            "slsaprovenance1" => tree.Root["buildDefinition"].HasValue ? Provenance(bytes, tree.Root, limits) : Differs(tree.Root, "no buildDefinition: not provenance of version 1"),
            "vsa" => Summary(bytes, tree.Root, limits),
            "openvex" => tree.Root["@context"].AsText?.StartsWith(OpenVex, StringComparison.Ordinal) == true && tree.Root["statements"].IsList
                ? Readings.Accept(new PredicateFile(OpenVex, bytes))
                : Differs(tree.Root, "no OpenVEX document: '@context' is not of openvex.dev, or there is no list 'statements'"),
            "vuln" => tree.Root["scanner"]["uri"].AsText is not null && tree.Root["metadata"]["scanStartedOn"].AsText is not null && tree.Root["metadata"]["scanFinishedOn"].AsText is not null
                ? Readings.Accept(new PredicateFile(Vulnerabilities, bytes))
                : Differs(tree.Root, "a scan names scanner.uri, metadata.scanStartedOn and metadata.scanFinishedOn"),
            "link" => tree.Root["materials"].IsList && tree.Root["name"].AsText is not null
                ? Readings.Accept(new PredicateFile(Link, bytes))
                : Differs(tree.Root, "a link has a name and a list of materials"),
            "test-result" => tree.Root["result"].AsText is "PASSED" or "WARNED" or "FAILED" && tree.Root["configuration"].IsList
                ? Readings.Accept(new PredicateFile(Audits.TestResultPredicate.Type, bytes))
                : Differs(tree.Root, "a test result is PASSED, WARNED or FAILED and lists its configuration"),
            _ => Readings.Accept(new PredicateFile(kind, bytes)),
        };
    }

    private static bool IsUri(string kind) => Uri.TryCreate(kind, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http";

    private static Reading<PredicateFile> Sbom(ReadOnlyMemory<byte> bytes, JsonValue root, SbomFormat wanted, string predicateType, Limits limits)
    {
        var reading = SbomReaders.Read(root, limits);
        if (!reading.TryGet(out var sbom)) return Readings.Reject<PredicateFile>(reading.Defects);
        return sbom.Format == wanted ? Readings.Accept(new PredicateFile(predicateType, bytes), reading.Defects) : Differs(root, $"the document is {sbom.Format}, not {wanted}");
    }

    private static Reading<PredicateFile> Provenance(ReadOnlyMemory<byte> bytes, JsonValue root, Limits limits)
    {
        var type = root["buildDefinition"].HasValue ? "https://slsa.dev/provenance/v1" : "https://slsa.dev/provenance/v0.2";
        var reading = SlsaProvenance.Read(new InTotoStatement(InTotoStatement.TypeV1, [], type, root), limits);
        if (!reading.TryGet(out var provenance)) return Readings.Reject<PredicateFile>(reading.Defects);
        return provenance is { BuilderId.Length: > 0, BuildType.Length: > 0 }
            ? Readings.Accept(new PredicateFile(type, bytes), reading.Defects)
            : Readings.Reject<PredicateFile>([.. reading.Defects, new Defect(AttestationCodes.PredicateDiffers, root.Locator, "provenance names its builder and build type")]);
    }

    private static Reading<PredicateFile> Summary(ReadOnlyMemory<byte> bytes, JsonValue root, Limits limits)
    {
        var reading = VerificationSummary.Read(VerificationSummary.TypeV1, root, limits);
        return reading.TryGet(out _) ? Readings.Accept(new PredicateFile(VerificationSummary.TypeV1, bytes), reading.Defects) : Readings.Reject<PredicateFile>(reading.Defects);
    }

    private static byte[] Custom(ReadOnlyMemory<byte> bytes, DateTimeOffset at) => CanonicalJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("Data", Encoding.UTF8.GetString(bytes.Span));
        writer.WriteString("Timestamp", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    });

    private static Reading<PredicateFile> Differs(JsonValue at, string message) => Readings.Reject<PredicateFile>(AttestationCodes.PredicateDiffers, at.Locator, message);
}
