using System.Text.Json.Nodes;
using Compliance.Formats;
using Compliance.Formats.Attestation;

namespace Compliance.Tests.World;

/// <summary>In-toto statements about images, as builders and SBOM tools write them.</summary>
internal static class TestStatements
{
    public const string Builder = "https://builder.example/ci";
    public const string ProvenanceType = "https://slsa.dev/provenance/v1";
    public const string SpdxType = "https://spdx.dev/Document";
    public const string CycloneDxType = "https://cyclonedx.org/bom";

    public static JsonObject Of(Digest image, string predicateType, JsonNode? predicate) => new()
    {
        ["_type"] = InTotoStatement.TypeV1,
        ["subject"] = new JsonArray(new JsonObject { ["name"] = "app", ["digest"] = new JsonObject { [image.Algorithm] = image.Hex } }),
        ["predicateType"] = predicateType,
        ["predicate"] = predicate,
    };

    /// <summary>SLSA provenance 1 with a pinned source and one pinned dependency.</summary>
    public static JsonObject Provenance(Digest image, string builder = Builder) => Of(image, ProvenanceType, new JsonObject
    {
        ["buildDefinition"] = new JsonObject
        {
            ["buildType"] = "https://builder.example/types/container/v1",
            ["externalParameters"] = new JsonObject { ["source"] = new JsonObject { ["uri"] = "git+https://code.example/app", ["digest"] = Commit() } },
            ["resolvedDependencies"] = new JsonArray(
                new JsonObject { ["uri"] = "git+https://code.example/app", ["digest"] = Commit() },
                new JsonObject { ["uri"] = "pkg:apk/wolfi/openssl@3.5.0", ["digest"] = new JsonObject { ["sha256"] = new string('c', 64) } }),
        },
        ["runDetails"] = new JsonObject { ["builder"] = new JsonObject { ["id"] = builder }, ["metadata"] = new JsonObject { ["invocationId"] = "run-1", ["startedOn"] = "2026-11-01T00:00:00Z" } },
    });

    private static JsonObject Commit() => new() { ["gitCommit"] = new string('a', 40) };
}
