using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Reading.Json.Walking;

namespace Compliance.Formats.Sbom.Spdx;

/// <summary>SPDX 2.x in JSON (SPDX specification 2.3, annex for the JSON schema). Version 2.2 and 2.3 are what is tested; others of 2 are tolerated with a defect.</summary>
internal sealed class SpdxReader : ISbomReader
{
    public bool Recognises(JsonValue root) => root["spdxVersion"].AsText is { } version && version.StartsWith("SPDX-2.", StringComparison.Ordinal);

    public Reading<SbomDocument> Read(JsonValue root, Limits limits)
    {
        var context = new SbomReadingContext(limits);
        var version = root["spdxVersion"].AsText!["SPDX-".Length..];
        if (version is not ("2.2" or "2.3")) context.Defects.Add(SbomCodes.UnknownVersion, root["spdxVersion"], $"SPDX {version} is read as if it were 2.3");
        context.Identify(root, context.RequiredText(root, "SPDXID"));
        var name = context.RequiredText(root, "name");
        var space = context.RequiredText(root, "documentNamespace");
        var licence = context.RequiredText(root, "dataLicense");
        var (created, creators) = Creation(root, context);
        var comment = root["creationInfo"]["comment"].AsText ?? "";
        var packages = new SpdxPackages(root, context);
        var components = packages.Read();
        var relationships = Relationships(root, context);
        var described = Described(root, relationships, context);
        packages.NoteSubjects(described);
        return Readings.Accept(
            new SbomDocument
            {
                Locator = new Locator(root.Document, Pointer: root.Pointer),
                Format = SbomFormat.Spdx,
                SpecVersion = version,
                Name = name,
                Namespace = space,
                Created = created,
                Authors = [.. creators.Where(creator => creator.Kind != "tool").Select(creator => creator.Contact.Length > 0 ? $"{creator.Name} ({creator.Contact})" : creator.Name)],
                Tools = [.. creators.Where(creator => creator.Kind == "tool").Select(creator => creator.Name)],
                Creators = creators,
                DataLicence = licence,
                Comment = comment,
                Contexts = SpdxContexts.In(comment),
                Completeness = Completeness(relationships, root["comment"].AsText ?? ""),
                Described = described,
                Components = components,
                Relationships = relationships,
                SubjectDigests = [.. context.SubjectDigests],
            },
            context.Defects.ToImmutable());
    }

    private static (string Created, ImmutableArray<SbomAgent> Creators) Creation(JsonValue root, SbomReadingContext context)
    {
        var creation = root.OptionalMap("creationInfo", context.Defects, SbomCodes.WrongKind);
        if (!creation.IsMap)
        {
            if (!root["creationInfo"].HasValue) context.Missing(root, "creationInfo");
            return ("", []);
        }

        var created = context.RequiredText(creation, "created");
        context.Date(creation, "created", created);
        var creators = ImmutableArray.CreateBuilder<SbomAgent>();
        if (!creation["creators"].HasValue) context.Missing(creation, "creators");
        foreach (var creator in creation.OptionalTexts("creators", context.Defects, SbomCodes.WrongKind))
        {
            if (After(creator, "Tool:") is { } tool) creators.Add(new SbomAgent("tool", tool));
            else if (After(creator, "Person:") is { Length: > 0 } person) creators.Add(SbomAgent.Parse("person", person));
            else if (After(creator, "Organization:") is { Length: > 0 } organization) creators.Add(SbomAgent.Parse("organization", organization));
            else context.Defects.Add(SbomCodes.BadValue, creation["creators"], "a creator is not 'Tool:', 'Person:' or 'Organization:' and a name");
        }

        return (created, creators.ToImmutable());
    }

    /// <summary>A relationship to NONE says that there is no more, one to NOASSERTION that nobody knows.</summary>
    private static ImmutableSortedDictionary<string, string> Completeness(ImmutableArray<SbomRelationship> relationships, string comment)
    {
        var completeness = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (comment.StartsWith(SbomWords.CompleteComment, StringComparison.Ordinal))
        {
            foreach (var id in comment[SbomWords.CompleteComment.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)) completeness[id] = "complete";
        }

        foreach (var relationship in relationships.Where(one => one.Kind is "CONTAINS" or "DEPENDS_ON" && one.To is "NONE" or "NOASSERTION"))
            completeness[relationship.From] = relationship.To == "NONE" ? "complete" : "unknown";
        return completeness.ToImmutable();
    }

    private static ImmutableArray<SbomRelationship> Relationships(JsonValue root, SbomReadingContext context)
    {
        var list = root.OptionalList("relationships", context.Defects, SbomCodes.WrongKind);
        var relationships = ImmutableArray.CreateBuilder<SbomRelationship>(list.Count);
        var members = new JsonMembers("spdxElementId", "relationshipType", "relatedSpdxElement");
        foreach (var item in list.EachItem)
        {
            if (!item.IsMap)
            {
                context.Defects.Add(SbomCodes.WrongKind, item, $"an item of 'relationships' is {JsonExpectations.Describe(item.Kind)}, not an object");
                continue;
            }

            item.TakeInto(members);
            var relationship = new SbomRelationship(
                context.RequiredText(item, members[0], "spdxElementId"),
                context.RequiredText(item, members[1], "relationshipType").ToUpperInvariant(),
                context.RequiredText(item, members[2], "relatedSpdxElement"));
            relationships.Add(relationship);
            Resolve(relationship.To, item, context);
            Resolve(relationship.From, item, context);
        }

        return relationships.DrainToImmutable();
    }

    private static ImmutableArray<string> Described(JsonValue root, ImmutableArray<SbomRelationship> relationships, SbomReadingContext context)
    {
        var document = root["SPDXID"].AsText ?? "";
        var described = new List<string>();
        foreach (var item in root.OptionalTexts("documentDescribes", context.Defects, SbomCodes.WrongKind))
        {
            Resolve(item, root["documentDescribes"], context);
            described.Add(item);
        }

        described.AddRange(relationships.Where(one => one.Kind == "DESCRIBES" && one.From == document).Select(one => one.To));
        described.AddRange(relationships.Where(one => one.Kind == "DESCRIBED_BY" && one.To == document).Select(one => one.From));
        return [.. described.Where(id => id is not ("" or "NONE" or "NOASSERTION")).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Elements of other documents and the two words that stand for none are not looked for.</summary>
    private static void Resolve(string id, JsonValue place, SbomReadingContext context)
    {
        if (id is "" or "NONE" or "NOASSERTION" || id.StartsWith("DocumentRef-", StringComparison.Ordinal) || context.Knows(id)) return;
        context.Defects.Add(SbomCodes.DanglingReference, place, $"no element has the identifier '{id}'");
    }

    private static string? After(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..].Trim() : null;
}
