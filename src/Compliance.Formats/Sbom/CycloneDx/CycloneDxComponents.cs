using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Sbom.CycloneDx;

/// <summary>The components of one document, nested ones included.</summary>
internal sealed class CycloneDxComponents(JsonValue root, SbomReadingContext context)
{
    private static readonly HashSet<string> Types =
    [
        "application", "framework", "library", "container", "platform", "operating-system", "device", "device-driver", "firmware", "file",
        "machine-learning-model", "data", "cryptographic-asset",
    ];

    private readonly ImmutableArray<SbomComponent>.Builder components = ImmutableArray.CreateBuilder<SbomComponent>();
    private readonly List<SbomRelationship> containments = [];

    public IEnumerable<SbomRelationship> Containments => containments;

    public ImmutableArray<SbomComponent> ToImmutable() => components.ToImmutable();

    /// <summary>The component that the document is about, with the digests that name it.</summary>
    /// <returns>Its identifier.</returns>
    public string ReadMain(JsonValue main)
    {
        var component = Component(main, default) with { Locator = new Locator(root.Document, Pointer: $"{root.Pointer}/metadata/component") };
        components.Add(component);
        context.SubjectReference(component.Version, "version", component.Locator);
        context.SubjectReference(component.Name, "name", component.Locator);
        foreach (var purl in component.Purls) context.SubjectPurl(purl, component.Locator);
        foreach (var hash in component.Hashes) context.SubjectHash(hash, component.Locator);
        foreach (var property in context.Maps(main, "properties")) context.SubjectReference(property["value"].AsText ?? "", "property", component.Locator);
        ReadList(main, component.Id, 1, "/metadata/component");
        return component.Id;
    }

    public void ReadList(JsonValue parent, string parentId, int depth, string parentPointer = "")
    {
        var list = parent.OptionalList("components", context.Defects, SbomCodes.WrongKind);
        if (list.Count == 0) return;
        var place = new ListPlace(root.Document, $"{root.Pointer}{parentPointer}/components", -1);
        foreach (var item in list.Items)
        {
            place = place with { Index = place.Index + 1 };
            if (!item.IsMap)
            {
                context.Defects.Add(SbomCodes.WrongKind, item, "a component is not an object");
                continue;
            }

            if (!context.Take(item)) return;
            var component = Component(item, place);
            components.Add(component);
            if (depth > 0) containments.Add(new SbomRelationship(parentId, "CONTAINS", component.Id));
            if (item["components"].HasValue) ReadList(item, component.Id, depth + 1, FormattableString.Invariant($"{parentPointer}/components/{place.Index}"));
        }
    }

    /// <summary>Services are no components, but dependencies may name them.</summary>
    public void Service(JsonValue service, int depth)
    {
        context.RequiredText(service, "name");
        context.Identify(service, context.Text(service, "bom-ref"));
        foreach (var inner in context.Maps(service, "services")) Service(inner, depth + 1);
    }

    private SbomComponent Component(JsonValue item, ListPlace place)
    {
        var id = context.Text(item, "bom-ref");
        context.Identify(item, id);
        var kind = context.RequiredText(item, "type");
        if (kind.Length > 0 && !Types.Contains(kind)) context.Defects.Add(SbomCodes.BadValue, item["type"], $"'{kind}' is not a type of component");
        // 1.7: "versionRange" is for what is delivered apart from the subject, and stands instead of a version; XML Schema has no words for it.
        if (item["versionRange"].HasValue && (item["version"].HasValue || !(item["isExternal"].AsBoolean == true || item["isExternal"].AsText is "true" or "1")))
            context.Defects.Add(SbomCodes.BadValue, item["versionRange"], "a range of versions stands for an external component without a version only");
        var (licence, declared, concluded) = CycloneDxLicences.ReadApart(item, context);
        var properties = Properties(item);
        return new SbomComponent
        {
            Place = place,
            Id = id,
            Name = context.RequiredText(item, "name"),
            Version = context.Text(item, "version"),
            Group = context.Text(item, "group"),
            Kind = kind,
            Purls = One(context.Text(item, "purl")),
            Cpes = One(context.Text(item, "cpe")),
            Supplier = CycloneDxAgents.Supplier(item, context),
            Producer = CycloneDxAgents.Producer(item, context),
            Licence = licence == "NOASSERTION" ? "" : licence,
            DeclaredLicence = declared,
            ConcludedLicence = concluded,
            Copyright = context.Text(item, "copyright"),
            DownloadLocation = References(item, "distribution"),
            FileName = properties.FirstOrDefault(property => property.Key == "bsi:component:filename").Value ?? "",
            Description = context.Text(item, "description"),
            Contact = CycloneDxAgents.Contact(item),
            Properties = properties,
            StatedUnknown = Unknowns(item, properties),
            Hashes = Hashes(item),
        };
    }

    private ImmutableArray<SbomHash> Hashes(JsonValue item)
    {
        var hashes = ImmutableArray.CreateBuilder<SbomHash>();
        foreach (var hash in context.Maps(item, "hashes"))
        {
            if (context.Hash(hash, context.RequiredText(hash, "alg"), context.RequiredText(hash, "content")) is { } read) hashes.Add(read);
        }

        return hashes.ToImmutable();
    }

    private static ImmutableArray<KeyValuePair<string, string>> Properties(JsonValue item) =>
        [.. item["properties"].Items.Where(property => property["name"].AsText is not null).Select(property => KeyValuePair.Create(property["name"].AsText!, property["value"].AsText ?? ""))];

    private static string References(JsonValue item, string type) =>
        item["externalReferences"].Items.FirstOrDefault(reference => reference["type"].TextEquals(type))["url"].AsText ?? "";

    private static ImmutableArray<string> Unknowns(JsonValue item, ImmutableArray<KeyValuePair<string, string>> properties)
    {
        (string Text, string Name)[] members = [(item["version"].AsText ?? "", "version"), (item["supplier"]["name"].AsText ?? "", "supplier"), (item["manufacturer"]["name"].AsText ?? "", "producer")];
        var said = properties.Where(property => property.Key == SbomWords.UnknownProperty).SelectMany(property => property.Value.Split(',', StringSplitOptions.RemoveEmptyEntries));
        return [.. members.Where(member => SbomWords.IsUnknown(member.Text)).Select(member => member.Name).Concat(said).Distinct(StringComparer.Ordinal)];
    }

    private static ImmutableArray<string> One(string text) => text.Length == 0 ? [] : [text];
}
