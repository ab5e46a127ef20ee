using System.Collections.Frozen;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Sbom.Writing;

/// <summary>SPDX 3.0.1 (JSON-LD) in the profiles core, software and simple licensing.</summary>
internal sealed class Spdx3Writer(WriterContent content, LossList losses)
{
    private const string Creation = "_:creation";

    private static readonly FrozenSet<string> Purposes = new[]
    {
        "application", "archive", "bom", "configuration", "container", "data", "device", "diskImage", "deviceDriver", "documentation", "evidence", "executable", "file", "filesystemImage",
        "firmware", "framework", "install", "library", "manifest", "model", "module", "operatingSystem", "patch", "platform", "requirement", "source", "specification", "test", "other",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Kinds = new[] { "contains", "dependsOn", "generates", "ancestorOf", "descendantOf", "copiedTo", "hasPrerequisite", "hasDynamicLink", "hasStaticLink", "hasVariant" }
        .ToFrozenSet(StringComparer.Ordinal);

    private readonly string space = content.Document.Namespace.Length > 0 ? content.Document.Namespace.Replace('#', '-') : throw new ArgumentException("an SPDX document needs a namespace");
    private readonly SortedDictionary<string, string> suppliers = new(StringComparer.Ordinal);

    public ReadOnlyMemory<byte> Write() => CanonicalJson.WriteLarge(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("@context", "https://spdx.org/rdf/3.0.1/spdx-context.jsonld");
        writer.WriteStartArray("@graph");
        Creators(writer);
        Roots(writer);
        foreach (var component in content.Components) Component(writer, component);
        foreach (var (name, contact) in suppliers) Agent(writer, $"supplier-{WriterContent.Safe(name)}", "Organization", name, contact);
        foreach (var licence in content.Components.SelectMany(Licences).Select(licence => licence.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) Licence(writer, licence);
        Relationships(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static string Word(SbomAgent agent) => agent.Kind switch { "tool" => "Tool", "person" => "Person", _ => "Organization" };

    private static string Camel(string kind)
    {
        var words = kind.ToLowerInvariant().Split('_', '-');
        return words[0] + string.Concat(words.Skip(1).Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }

    private string IdOf(string id) => $"{space}#{WriterContent.Safe(id)}";

    private void Begin(CanonicalJsonWriter writer, string id, string type)
    {
        writer.WriteStartObject();
        writer.WriteString("spdxId", IdOf(id));
        writer.WriteString("type", type);
        writer.WriteString("creationInfo", Creation);
    }

    private void Creators(CanonicalJsonWriter writer)
    {
        var agents = content.Document.Creators.Where(creator => creator.Kind != "tool").ToList();
        var tools = content.Document.Creators.Where(creator => creator.Kind == "tool").ToList();
        writer.WriteStartObject();
        writer.WriteString("@id", Creation);
        writer.WriteString("type", "CreationInfo");
        writer.WriteString("specVersion", "3.0.1");
        writer.WriteString("created", content.Created);
        writer.WriteStrings("createdBy", agents.Count > 0 ? agents.Select((_, index) => IdOf($"author-{index + 1}")) : [IdOf("author-unknown")]);
        if (tools.Count > 0) writer.WriteStrings("createdUsing", tools.Select((_, index) => IdOf($"tool-{index + 1}")));
        if (content.Document.Comment.Length > 0) writer.WriteString("comment", content.Document.Comment);
        writer.WriteEndObject();
        for (var index = 0; index < agents.Count; index++) Agent(writer, $"author-{index + 1}", Word(agents[index]), agents[index].Name, agents[index].Contact);
        if (agents.Count == 0) Agent(writer, "author-unknown", "Agent", "unknown", "");
        for (var index = 0; index < tools.Count; index++)
            Agent(writer, $"tool-{index + 1}", "Tool", tools[index].Version.Length > 0 ? $"{tools[index].Name}-{tools[index].Version}" : tools[index].Name, "");
    }

    private void Agent(CanonicalJsonWriter writer, string id, string type, string name, string contact)
    {
        Begin(writer, id, type);
        writer.WriteString("name", name);
        if (contact.Length > 0)
        {
            writer.WriteStartArray("externalIdentifier");
            Identifier(writer, contact.Contains('@', StringComparison.Ordinal) ? "email" : "urlScheme", contact);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Identifier(CanonicalJsonWriter writer, string type, string value)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "ExternalIdentifier");
        writer.WriteString("externalIdentifierType", type);
        writer.WriteString("identifier", value);
        writer.WriteEndObject();
    }

    private void Roots(CanonicalJsonWriter writer)
    {
        Begin(writer, "document", "SpdxDocument");
        writer.WriteString("name", content.Document.Name.Length > 0 ? content.Document.Name : "unnamed");
        writer.WriteStrings("rootElement", [IdOf("sbom")]);
        // SPDX 3.0.1, Core, dataLicense: the one licence that documents are under.
        if (content.Document.DataLicence == "CC0-1.0") writer.WriteString("dataLicense", "https://spdx.org/licenses/CC0-1.0");
        writer.WriteStrings("profileConformance", ["core", "software", "simpleLicensing"]);
        writer.WriteEndObject();
        Begin(writer, "sbom", "software_Sbom");
        writer.WriteStrings("rootElement", content.Described.Select(id => IdOf($"component-{id}")));
        var types = content.Document.Contexts.Select(LifecycleWords.ToSpdx).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (types.Count > 0) writer.WriteStrings("software_sbomType", types);
        writer.WriteEndObject();
    }

    private void Component(CanonicalJsonWriter writer, SbomComponent component)
    {
        Begin(writer, $"component-{component.Id}", component.IsFile ? "software_File" : "software_Package");
        writer.WriteString("name", component.Group.Length > 0 ? $"{component.Group}/{component.Name}" : component.Name);
        if (component.Description.Length > 0) writer.WriteString("description", component.Description);
        if (component.StatedUnknown.Contains("hash")) writer.WriteString("comment", $"{SbomWords.UnknownComment}hash");
        if (component.Copyright is not ("" or "NOASSERTION")) writer.WriteString("software_copyrightText", component.Copyright);
        var purpose = Camel(component.Kind);
        if (!component.IsFile && Purposes.Contains(purpose)) writer.WriteString("software_primaryPurpose", purpose);
        else losses.AddIf(!component.IsFile && purpose.Length > 0, $"kind of component '{component.Kind}'");
        if (!component.IsFile) Package(writer, component);
        if (component.Cpes.Length > 0 || component.Purls.Length > 1)
        {
            writer.WriteStartArray("externalIdentifier");
            foreach (var cpe in component.Cpes) Identifier(writer, cpe.StartsWith("cpe:/", StringComparison.Ordinal) ? "cpe22" : "cpe23", cpe);
            foreach (var purl in component.Purls.Skip(1)) Identifier(writer, "packageUrl", purl);
            writer.WriteEndArray();
        }

        Hashes(writer, component);
        losses.AddIf(component.Properties.Length > 0, "properties of a component");
        writer.WriteEndObject();
    }

    private void Package(CanonicalJsonWriter writer, SbomComponent component)
    {
        if (component.Version.Length > 0) writer.WriteString("software_packageVersion", component.Version);
        if (component.Purls.Length > 0) writer.WriteString("software_packageUrl", component.Purls[0]);
        if (Uri.TryCreate(component.DownloadLocation, UriKind.Absolute, out _)) writer.WriteString("software_downloadLocation", component.DownloadLocation);
        if (component.Supplier.Length > 0)
        {
            suppliers.TryAdd(component.Supplier, component.Producer.Length == 0 ? component.Contact : "");
            writer.WriteString("suppliedBy", IdOf($"supplier-{WriterContent.Safe(component.Supplier)}"));
        }

        if (component.Producer.Length > 0)
        {
            suppliers.TryAdd(component.Producer, component.Contact);
            writer.WriteStrings("originatedBy", [IdOf($"supplier-{WriterContent.Safe(component.Producer)}")]);
        }
    }

    private void Hashes(CanonicalJsonWriter writer, SbomComponent component)
    {
        var known = component.Hashes.Where(hash => HashNames.Spdx3(hash.Algorithm) is not null).ToList();
        losses.AddIf(known.Count < component.Hashes.Length, "hash of an algorithm that SPDX 3 does not have");
        if (known.Count == 0) return;
        writer.WriteStartArray("verifiedUsing");
        foreach (var hash in known)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "Hash");
            writer.WriteString("algorithm", HashNames.Spdx3(hash.Algorithm));
            writer.WriteString("hashValue", hash.Hex);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void Licence(CanonicalJsonWriter writer, string text)
    {
        var isExpression = WriterContent.IsExpression(text);
        Begin(writer, $"licence-{text}", isExpression ? "simplelicensing_LicenseExpression" : "simplelicensing_SimpleLicensingText");
        if (isExpression) writer.WriteString("simplelicensing_licenseExpression", text);
        else writer.WriteString("simplelicensing_licenseText", text);
        if (!isExpression) writer.WriteString("name", text);
        writer.WriteEndObject();
    }

    private void Relationships(CanonicalJsonWriter writer)
    {
        var number = 0;
        foreach (var group in content.Relationships.GroupBy(one => (one.From, one.Kind)))
        {
            var kind = Camel(group.Key.Kind);
            losses.AddIf(!Kinds.Contains(kind), $"kind of relationship {group.Key.Kind}, written as other");
            Relate(writer, ++number, group.Key.From, Kinds.Contains(kind) ? kind : "other", group.Select(one => IdOf($"component-{one.To}")));
        }

        foreach (var component in content.Components)
        {
            foreach (var (kind, text) in Licences(component)) Relate(writer, ++number, component.Id, kind, [IdOf($"licence-{text}")]);
        }
    }

    private static IEnumerable<(string Kind, string Text)> Licences(SbomComponent component)
    {
        var declared = WriterContent.DeclaredOf(component);
        if (declared.Length > 0) yield return ("hasDeclaredLicense", declared);
        if (component.ConcludedLicence is not ("" or "NOASSERTION")) yield return ("hasConcludedLicense", component.ConcludedLicence);
    }

    private void Relate(CanonicalJsonWriter writer, int number, string from, string kind, IEnumerable<string> to)
    {
        Begin(writer, $"relationship-{number}", "Relationship");
        writer.WriteString("from", IdOf($"component-{from}"));
        writer.WriteString("relationshipType", kind);
        writer.WriteStrings("to", to);
        if (kind is "contains" or "dependsOn" && content.Document.Completeness.TryGetValue(from, out var completeness)) writer.WriteString("completeness", completeness == "unknown" ? "noAssertion" : completeness);
        writer.WriteEndObject();
    }
}
