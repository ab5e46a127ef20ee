using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Sbom.Spdx.Three;

/// <summary>SPDX 3.0 in JSON-LD (specification 3.0.1, serialisation): one graph of elements that name each other. Only the specification's own context is followed.</summary>
internal sealed class Spdx3Reader : ISbomReader
{
    public bool Recognises(JsonValue root) => Contexts(root["@context"]).Any(context => context.Contains("spdx.org/rdf/3", StringComparison.Ordinal));

    public Reading<SbomDocument> Read(JsonValue root, Limits limits)
    {
        var context = new SbomReadingContext(limits);
        var graph = new Spdx3Graph(root, context);
        var document = graph.First("SpdxDocument");
        if (!document.IsMap) context.Defects.Add(SbomCodes.MissingMember, root, "the graph has no SpdxDocument");
        var creation = graph.Creation(document);
        var version = creation["specVersion"].AsText ?? "";
        if (!creation.IsMap) context.Defects.Add(SbomCodes.MissingMember, root, "the document has no CreationInfo");
        if (!version.StartsWith("3.0", StringComparison.Ordinal)) context.Defects.Add(SbomCodes.UnknownVersion, creation["specVersion"], $"SPDX {version} is read as if it were 3.0.1");
        var created = creation.IsMap ? context.RequiredText(creation, "created") : "";
        context.Date(creation, "created", created);
        var creators = graph.Agents(creation["createdBy"]).Concat(graph.Tools(creation["createdUsing"])).ToImmutableArray();
        var relations = new Spdx3Relations(graph, Imported(document), context);
        if (context.TooMany is { } beyond) return Readings.Reject<SbomDocument>([beyond]);
        var components = new Spdx3Components(graph, relations, context).Read();
        var described = Described(graph, document, relations);
        foreach (var id in described) Subjects(graph.Find(id), context);
        return Readings.Accept(
            new SbomDocument
            {
                Locator = new Locator(root.Document, Pointer: root.Pointer),
                Format = SbomFormat.Spdx,
                SpecVersion = version.Length == 0 ? "3.0" : version,
                Name = document["name"].AsText ?? "",
                Namespace = Spdx3Graph.IdOf(document),
                Created = created,
                Authors = [.. creators.Where(creator => creator.Kind != "tool").Select(creator => creator.Contact.Length > 0 ? $"{creator.Name} ({creator.Contact})" : creator.Name)],
                Tools = [.. creators.Where(creator => creator.Kind == "tool").Select(creator => creator.Name)],
                Creators = creators,
                DataLicence = graph.Licence(document["dataLicense"].AsText ?? ""),
                Comment = creation["comment"].AsText ?? "",
                Contexts = [.. graph.All("software_Sbom").SelectMany(sbom => sbom["software_sbomType"].Items).Select(type => type.AsText ?? "").Where(type => type.Length > 0).Distinct(StringComparer.Ordinal)],
                Vulnerabilities = graph.All("security_Vulnerability").Count(),
                Completeness = relations.Completeness,
                Described = described,
                Components = components,
                Relationships = relations.All,
                SubjectDigests = [.. context.SubjectDigests],
            },
            context.Defects.ToImmutable());
    }

    private static IEnumerable<string> Contexts(JsonValue context) => context.IsList ? context.Items.Select(item => item.AsText ?? "") : [context.AsText ?? ""];

    /// <summary>Elements of other documents that this one says it speaks of (Core, <c>import</c>).</summary>
    private static HashSet<string> Imported(JsonValue document) => document["import"].Items.Select(map => map["externalSpdxId"].AsText ?? "").ToHashSet(StringComparer.Ordinal);

    /// <summary>Root elements of the SBOM; a document's root may be the SBOM itself. Where there is none, what the document is said to describe.</summary>
    private static ImmutableArray<string> Described(Spdx3Graph graph, JsonValue document, Spdx3Relations relations)
    {
        var described = new List<string>();
        foreach (var id in document["rootElement"].Items.Select(item => item.AsText ?? ""))
        {
            var element = graph.Find(id);
            if (element["type"].AsText is "software_Sbom" or "Bom") described.AddRange(element["rootElement"].Items.Select(item => item.AsText ?? ""));
            else described.Add(id);
        }

        if (described.Count == 0) described.AddRange(graph.All("software_Sbom").SelectMany(sbom => sbom["rootElement"].Items).Select(item => item.AsText ?? ""));
        if (described.Count == 0) described.AddRange(relations.All.Where(one => one.Kind == "DESCRIBES" && one.From == Spdx3Graph.IdOf(document)).Select(one => one.To));
        return [.. described.Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private static void Subjects(JsonValue element, SbomReadingContext context)
    {
        var place = new Locator(element.Document, element.Offset);
        context.SubjectReference(element["software_packageVersion"].AsText ?? "", "version", place);
        context.SubjectReference(element["name"].AsText ?? "", "name", place);
        context.SubjectPurl(element["software_packageUrl"].AsText ?? "", place);
        foreach (var identifier in element["externalIdentifier"].Items)
        {
            if (identifier["externalIdentifierType"].TextEquals("packageUrl")) context.SubjectPurl(identifier["identifier"].AsText ?? "", place);
        }

        foreach (var hash in element["verifiedUsing"].Items) context.Subject($"{hash["algorithm"].AsText}:{hash["hashValue"].AsText}".ToLowerInvariant(), "hash", place);
    }
}
