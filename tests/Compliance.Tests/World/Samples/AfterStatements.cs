using System.Text.Json.Nodes;
using Compliance.Formats;

namespace Compliance.Tests.World.Samples;

/// <summary>What the builder of <see cref="AfterImage"/> says about it.</summary>
internal static class AfterStatements
{
    public const string Created = "2026-11-20T00:00:00Z";
    private const string Supplier = "Organization: The compliance authors (samples)";
    private const string Source = "git+https://code.example/samples/after";
    private const string Commit = "5a3c0d9e1f7b2846a0c4e8d6b1f3957283746510";

    /// <summary>SPDX 2.3 of the image and every package in it.</summary>
    public static JsonObject Sbom(Digest image) => new()
    {
        ["spdxVersion"] = "SPDX-2.3",
        ["dataLicense"] = "CC0-1.0",
        ["SPDXID"] = "SPDXRef-DOCUMENT",
        ["name"] = "sample image after",
        ["documentNamespace"] = $"https://compliance.example/samples/after/{image.Hex}",
        ["creationInfo"] = new JsonObject { ["created"] = Created, ["creators"] = new JsonArray("Organization: The compliance authors", "Tool: evidence-samples") },
        ["documentDescribes"] = new JsonArray("SPDXRef-Image"),
        ["packages"] = new JsonArray([Image(image), .. AfterImage.Packages.Select(Package)]),
        ["relationships"] = new JsonArray(
            [Relation("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-Image"), .. AfterImage.Packages.Select(package => Relation("SPDXRef-Image", "CONTAINS", Id(package)))]),
    };

    /// <summary>SLSA provenance 1: source and every package used, pinned by digest.</summary>
    public static JsonObject Provenance(Digest image) => new()
    {
        ["buildDefinition"] = new JsonObject
        {
            ["buildType"] = "https://builder.example/types/container/v1",
            ["externalParameters"] = new JsonObject { ["source"] = SourceEntry(), ["image"] = AfterImage.Repository },
            ["internalParameters"] = new JsonObject(),
            ["resolvedDependencies"] = new JsonArray([SourceEntry(), .. AfterImage.Packages.Select(package => (JsonNode)new JsonObject
            {
                ["uri"] = package.Purl("wolfi"),
                ["digest"] = new JsonObject { ["sha256"] = package.Sha256 },
            })]),
        },
        ["runDetails"] = new JsonObject
        {
            ["builder"] = new JsonObject { ["id"] = TestStatements.Builder },
            ["metadata"] = new JsonObject { ["invocationId"] = $"https://builder.example/ci/runs/{image.Hex[..12]}", ["startedOn"] = Created, ["finishedOn"] = "2026-11-20T00:04:00Z" },
        },
    };

    private static JsonObject SourceEntry() => new() { ["uri"] = $"{Source}@refs/tags/v2.0.0", ["digest"] = new JsonObject { ["gitCommit"] = Commit } };

    private static JsonObject Image(Digest image) => new()
    {
        ["SPDXID"] = "SPDXRef-Image",
        ["name"] = AfterImage.Repository,
        ["versionInfo"] = image.ToString(),
        ["primaryPackagePurpose"] = "CONTAINER",
        ["supplier"] = Supplier,
        ["downloadLocation"] = "NOASSERTION",
        ["filesAnalyzed"] = false,
        ["licenseConcluded"] = "NOASSERTION",
        ["licenseDeclared"] = "NOASSERTION",
        ["copyrightText"] = "NOASSERTION",
        ["checksums"] = Checksum(image.Hex),
        ["externalRefs"] = Purl($"pkg:oci/after@sha256%3A{image.Hex}?repository_url=registry.example%2Fsamples%2Fafter"),
    };

    private static JsonNode Package(SamplePackage package) => new JsonObject
    {
        ["SPDXID"] = Id(package),
        ["name"] = package.Name,
        ["versionInfo"] = package.Version,
        ["supplier"] = Supplier,
        ["originator"] = Supplier,
        ["downloadLocation"] = "NOASSERTION",
        ["filesAnalyzed"] = false,
        ["sourceInfo"] = $"built from {package.Origin}; checksums are over the package's list of files and their digests",
        ["licenseConcluded"] = package.Licence,
        ["licenseDeclared"] = package.Licence,
        ["copyrightText"] = "NOASSERTION",
        ["checksums"] = Checksum(package.Sha256),
        ["externalRefs"] = Purl(package.Purl("wolfi")),
    };

    private static JsonArray Checksum(string hex) => new(new JsonObject { ["algorithm"] = "SHA256", ["checksumValue"] = hex });

    private static JsonArray Purl(string purl) =>
        new(new JsonObject { ["referenceCategory"] = "PACKAGE-MANAGER", ["referenceType"] = "purl", ["referenceLocator"] = purl });

    private static JsonNode Relation(string from, string type, string to) =>
        new JsonObject { ["spdxElementId"] = from, ["relationshipType"] = type, ["relatedSpdxElement"] = to };

    private static string Id(SamplePackage package) => $"SPDXRef-Package-{package.Name}";
}
