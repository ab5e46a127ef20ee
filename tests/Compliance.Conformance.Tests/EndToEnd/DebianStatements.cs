using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Compliance.Formats;
using Compliance.Tests.World;

namespace Compliance.Conformance.Tests.EndToEnd;

/// <summary>What a builder would attest about a Debian image: two SBOMs from dpkg-query's list, and provenance.</summary>
internal static class DebianStatements
{
    private const string Created = "2026-06-01T00:00:00Z";
    private const string Source = "git+https://code.example/debian";

    /// <summary>SPDX 2.3 of these packages.</summary>
    public static JsonObject Spdx(Digest image, IEnumerable<DebianPackage> packages)
    {
        var list = packages.ToList();
        return TestStatements.Of(image, TestStatements.SpdxType, new JsonObject
        {
            ["spdxVersion"] = "SPDX-2.3",
            ["dataLicense"] = "CC0-1.0",
            ["SPDXID"] = "SPDXRef-DOCUMENT",
            ["name"] = "debian",
            ["documentNamespace"] = $"https://compliance.example/debian/{image.Hex}",
            ["creationInfo"] = new JsonObject { ["created"] = Created, ["creators"] = new JsonArray("Organization: tests", "Tool: dpkg-query") },
            ["packages"] = new JsonArray([.. list.Select(SpdxPackage)]),
            ["relationships"] = new JsonArray([.. list.Select((_, index) => (JsonNode)new JsonObject
            {
                ["spdxElementId"] = "SPDXRef-DOCUMENT", ["relationshipType"] = "DESCRIBES", ["relatedSpdxElement"] = $"SPDXRef-{index}",
            })]),
        });
    }

    /// <summary>CycloneDX 1.6 of these packages.</summary>
    public static JsonObject CycloneDx(Digest image, IEnumerable<DebianPackage> packages) => TestStatements.Of(image, TestStatements.CycloneDxType, new JsonObject
    {
        ["bomFormat"] = "CycloneDX",
        ["specVersion"] = "1.6",
        ["version"] = 1,
        ["metadata"] = new JsonObject
        {
            ["timestamp"] = Created,
            ["tools"] = new JsonObject { ["components"] = new JsonArray(new JsonObject { ["type"] = "application", ["name"] = "dpkg-query" }) },
            ["component"] = new JsonObject { ["type"] = "container", ["bom-ref"] = "image", ["name"] = "debian", ["version"] = image.ToString() },
        },
        ["components"] = new JsonArray([.. packages.Select(package => (JsonNode)new JsonObject
        {
            ["type"] = "library", ["bom-ref"] = package.Purl, ["name"] = package.Name, ["version"] = package.Version, ["purl"] = package.Purl,
        })]),
    });

    /// <summary>SLSA provenance 1: every package is a dependency, pinned by a digest that stands for its archive's.</summary>
    public static JsonObject Provenance(Digest image, IEnumerable<DebianPackage> packages) => TestStatements.Of(image, TestStatements.ProvenanceType, new JsonObject
    {
        ["buildDefinition"] = new JsonObject
        {
            ["buildType"] = "https://builder.example/types/container/v1",
            ["externalParameters"] = new JsonObject { ["source"] = SourceEntry() },
            ["resolvedDependencies"] = new JsonArray([SourceEntry(), .. packages.Select(package => (JsonNode)new JsonObject
            {
                ["uri"] = package.Purl,
                ["digest"] = new JsonObject { ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(package.Purl))) },
            })]),
        },
        ["runDetails"] = new JsonObject { ["builder"] = new JsonObject { ["id"] = TestStatements.Builder }, ["metadata"] = new JsonObject { ["invocationId"] = "run-1", ["startedOn"] = Created } },
    });

    private static JsonNode SpdxPackage(DebianPackage package, int index) => new JsonObject
    {
        ["SPDXID"] = $"SPDXRef-{index}",
        ["name"] = package.Name,
        ["versionInfo"] = package.Version,
        ["supplier"] = $"Organization: {package.Maintainer}",
        ["downloadLocation"] = "NOASSERTION",
        ["filesAnalyzed"] = false,
        ["licenseConcluded"] = "NOASSERTION",
        ["licenseDeclared"] = "NOASSERTION",
        ["copyrightText"] = "NOASSERTION",
        ["externalRefs"] = new JsonArray(new JsonObject { ["referenceCategory"] = "PACKAGE-MANAGER", ["referenceType"] = "purl", ["referenceLocator"] = package.Purl }),
    };

    private static JsonObject SourceEntry() => new() { ["uri"] = $"{Source}@refs/tags/v1", ["digest"] = new JsonObject { ["gitCommit"] = new string('a', 40) } };
}
