using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Sbom.Spdx.Three;

/// <summary>The packages and files of one SPDX 3 document.</summary>
internal sealed class Spdx3Components(Spdx3Graph graph, Spdx3Relations relations, SbomReadingContext context)
{
    public ImmutableArray<SbomComponent> Read()
    {
        var components = ImmutableArray.CreateBuilder<SbomComponent>();
        for (var position = 0; position < graph.Elements.Count; position++)
        {
            var element = graph.Elements[position];
            if (element["type"].AsText is "software_Package" or "ai_AIPackage" or "dataset_DatasetPackage") components.Add(Package(element, graph.PlaceOf(position)));
            else if (element["type"].TextEquals("software_File")) components.Add(File(element, graph.PlaceOf(position)));
        }

        return components.ToImmutable();
    }

    private SbomComponent Package(JsonValue element, ListPlace place)
    {
        var id = Spdx3Graph.IdOf(element);
        var made = graph.Agents(element["originatedBy"]).ToList();
        var supplied = graph.Agent(element["suppliedBy"].AsText ?? "");
        var (declared, concluded) = (relations.LicenceOf(id, "hasDeclaredLicense"), relations.LicenceOf(id, "hasConcludedLicense"));
        var version = element["software_packageVersion"].AsText ?? "";
        return new SbomComponent
        {
            Place = place,
            Id = id,
            Name = context.RequiredText(element, "name"),
            Version = version,
            Kind = Hyphens(element["software_primaryPurpose"].AsText ?? ""),
            Purls = [.. new[] { element["software_packageUrl"].AsText ?? "" }.Concat(Identifiers(element, type => type == "packageUrl")).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)],
            Cpes = [.. Identifiers(element, type => type is "cpe22" or "cpe23")],
            Supplier = supplied.Name,
            Producer = string.Join(", ", made.Select(agent => agent.Name)),
            Licence = concluded is "" or "NOASSERTION" ? (declared == "NOASSERTION" ? "" : declared) : concluded,
            DeclaredLicence = declared,
            ConcludedLicence = concluded,
            Copyright = element["software_copyrightText"].AsText ?? "",
            DownloadLocation = element["software_downloadLocation"].AsText ?? "",
            Description = element["description"].AsText ?? "",
            Contact = made.Select(agent => agent.Contact).Append(supplied.Contact).FirstOrDefault(contact => contact.Length > 0) ?? "",
            StatedUnknown = Unknowns(element, version, declared),
            Hashes = Hashes(element),
        };
    }

    private static ImmutableArray<string> Unknowns(JsonValue element, string version, string declared)
    {
        var unknown = ImmutableArray.CreateBuilder<string>();
        if (SbomWords.IsUnknown(version)) unknown.Add("version");
        if (declared == "NOASSERTION") unknown.Add("licence");
        if (element["comment"].AsText is { } comment && comment.StartsWith(SbomWords.UnknownComment, StringComparison.Ordinal)) unknown.Add(comment[SbomWords.UnknownComment.Length..]);
        return unknown.ToImmutable();
    }

    private SbomComponent File(JsonValue element, ListPlace place)
    {
        var id = Spdx3Graph.IdOf(element);
        var concluded = relations.LicenceOf(id, "hasConcludedLicense");
        return new SbomComponent
        {
            Place = place,
            Id = id,
            Name = context.RequiredText(element, "name"),
            Version = "",
            Kind = "file",
            Licence = concluded == "NOASSERTION" ? "" : concluded,
            ConcludedLicence = concluded,
            Copyright = element["software_copyrightText"].AsText ?? "",
            Hashes = Hashes(element),
        };
    }

    private ImmutableArray<SbomHash> Hashes(JsonValue element) =>
        [.. element["verifiedUsing"].Items.Where(hash => hash["hashValue"].HasValue).Select(hash => context.Hash(hash, Algorithm(hash["algorithm"].AsText ?? ""), hash["hashValue"].AsText ?? "")).OfType<SbomHash>()];

    private static IEnumerable<string> Identifiers(JsonValue element, Func<string, bool> wanted) =>
        element["externalIdentifier"].Items.Where(identifier => wanted(identifier["externalIdentifierType"].AsText ?? "")).Select(identifier => identifier["identifier"].AsText ?? "");

    // The model writes sha3_256 and blake2b256.
    private static string Algorithm(string text) => text.StartsWith("blake2b", StringComparison.Ordinal) && text.Length == 10 ? $"blake2b-{text[7..]}" : text;

    private static string Hyphens(string purpose) => string.Concat(purpose.Select(character => char.IsAsciiLetterUpper(character) ? $"-{char.ToLowerInvariant(character)}" : $"{character}"));
}
