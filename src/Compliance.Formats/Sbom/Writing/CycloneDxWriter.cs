using System.Collections.Frozen;
using System.Globalization;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Sbom.Writing;

/// <summary>CycloneDX 1.6 and 1.7 (JSON). What a package contains stands inside it; other relationships than containing and depending have no place.</summary>
internal sealed class CycloneDxWriter(WriterContent content, LossList losses, string version)
{
    private static readonly FrozenSet<string> Types = new[]
    {
        "application", "framework", "library", "container", "platform", "operating-system", "device", "device-driver", "firmware", "file", "machine-learning-model", "data", "cryptographic-asset",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly string main = content.Described.Length > 0 ? content.Described[0] : "";
    private readonly Dictionary<string, List<SbomComponent>> inside = new(StringComparer.Ordinal);
    private readonly HashSet<string> nested = new(StringComparer.Ordinal);

    public ReadOnlyMemory<byte> Write()
    {
        Nest();
        var document = content.Document;
        losses.AddIf(content.Described.Length > 1, "second component that the document is about");
        return CanonicalJson.WriteLarge(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", $"http://cyclonedx.org/schema/bom-{version}.schema.json");
            writer.WriteString("bomFormat", "CycloneDX");
            writer.WriteString("specVersion", version);
            if (document.Namespace.StartsWith("urn:uuid:", StringComparison.Ordinal)) writer.WriteString("serialNumber", document.Namespace);
            else losses.AddIf(document.Namespace.Length > 0, "document namespace that is no UUID");
            writer.WriteNumber("version", long.TryParse(document.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1);
            Metadata(writer);
            writer.WriteStartArray("components");
            foreach (var component in content.Components.Where(component => component.Id != main && !nested.Contains(component.Id))) Component(writer, component);
            writer.WriteEndArray();
            Dependencies(writer);
            Compositions(writer);
            writer.WriteEndObject();
        });
    }

    /// <summary>Files go into the one package that contains them, one level deep.</summary>
    private void Nest()
    {
        var byId = content.Components.ToDictionary(component => component.Id, StringComparer.Ordinal);
        foreach (var one in content.Relationships.Where(one => one.Kind == "CONTAINS" && one.From != main).OrderBy(one => byId[one.From].Kind == "archive"))
        {
            // A file that its package lists is in a layer as well.
            if (byId[one.From].Kind == "archive" && nested.Contains(one.To)) continue;
            if (!byId[one.To].IsFile || byId[one.From].IsFile || one.To == main || !nested.Add(one.To))
            {
                losses.Add("relationship CONTAINS that is not of a file in its first package");
                continue;
            }

            if (!inside.TryGetValue(one.From, out var list)) inside[one.From] = list = [];
            list.Add(byId[one.To]);
        }
    }

    private void Metadata(CanonicalJsonWriter writer)
    {
        var creators = content.Document.Creators;
        writer.WriteStartObject("metadata");
        writer.WriteString("timestamp", content.Created);
        var phases = content.Document.Contexts.Select(LifecycleWords.ToCycloneDx).Where(phase => phase.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        losses.AddIf(content.Document.Contexts.Length > 0 && phases.Count == 0, "generation context");
        losses.AddIf(content.Document.Comment.Length > 0 && phases.Count == 0, "comment of the creator");
        if (phases.Count > 0)
        {
            writer.WriteStartArray("lifecycles");
            foreach (var phase in phases)
            {
                writer.WriteStartObject();
                writer.WriteString("phase", phase);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        Tools(writer, [.. creators.Where(creator => creator.Kind == "tool")]);
        var people = creators.Where(creator => creator.Kind == "person").ToList();
        if (people.Count > 0)
        {
            writer.WriteStartArray("authors");
            foreach (var person in people) Person(writer, person);
            writer.WriteEndArray();
        }

        var organizations = creators.Where(creator => creator.Kind == "organization").ToList();
        if (organizations.Count > 0) Organization(writer, "manufacturer", organizations[0].Name, organizations[0].Contact);
        if (organizations.Count > 1) Organization(writer, "supplier", organizations[1].Name, organizations[1].Contact);
        losses.AddIf(organizations.Count > 2, "third organization that made the document");
        if (WriterContent.IsExpression(content.Document.DataLicence))
        {
            writer.WriteStartArray("licenses");
            writer.WriteStartObject();
            writer.WriteString("expression", content.Document.DataLicence);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        if (content.Components.FirstOrDefault(component => component.Id == main) is { } subject)
        {
            writer.WritePropertyName("component");
            Component(writer, subject);
        }

        writer.WriteEndObject();
    }

    private static void Tools(CanonicalJsonWriter writer, SbomAgent[] tools)
    {
        if (tools.Length == 0) return;
        writer.WriteStartObject("tools");
        writer.WriteStartArray("components");
        foreach (var tool in tools)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "application");
            writer.WriteString("name", tool.Name);
            if (tool.Version.Length > 0) writer.WriteString("version", tool.Version);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Person(CanonicalJsonWriter writer, SbomAgent person)
    {
        writer.WriteStartObject();
        writer.WriteString("name", person.Name);
        if (person.Contact.Contains('@', StringComparison.Ordinal)) writer.WriteString("email", person.Contact);
        writer.WriteEndObject();
    }

    private static void Organization(CanonicalJsonWriter writer, string role, string name, string contact)
    {
        writer.WriteStartObject(role);
        writer.WriteString("name", name);
        if (contact.Contains('@', StringComparison.Ordinal))
        {
            writer.WriteStartArray("contact");
            writer.WriteStartObject();
            writer.WriteString("email", contact);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
        else if (contact.Length > 0)
        {
            writer.WriteStrings("url", [contact]);
        }

        writer.WriteEndObject();
    }

    private void Component(CanonicalJsonWriter writer, SbomComponent component)
    {
        var type = component.Kind == "archive" ? "container" : Types.Contains(component.Kind) ? component.Kind : "library";
        losses.AddIf(type != component.Kind && component.Kind.Length > 0, $"kind of component '{component.Kind}'");
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteString("bom-ref", component.Id);
        writer.WriteString("name", component.Name);
        if (component.Group.Length > 0) writer.WriteString("group", component.Group);
        if (component.Version.Length > 0) writer.WriteString("version", component.Version);
        if (component.Description.Length > 0) writer.WriteString("description", component.Description);
        if (component.Supplier.Length > 0) Organization(writer, "supplier", component.Supplier, component.Producer.Length == 0 ? component.Contact : "");
        if (component.Producer.Length > 0) Organization(writer, "manufacturer", component.Producer, component.Contact);
        if (component.Copyright is not ("" or "NOASSERTION" or "NONE")) writer.WriteString("copyright", component.Copyright);
        if (component.Purls.Length > 0) writer.WriteString("purl", component.Purls[0]);
        if (component.Cpes.Length > 0) writer.WriteString("cpe", component.Cpes[0]);
        losses.AddIf(component.Purls.Length > 1 || component.Cpes.Length > 1, "second package URL or CPE of a component");
        Hashes(writer, component);
        Licences(writer, component);
        Location(writer, component);
        Properties(writer, component);
        if (inside.TryGetValue(component.Id, out var files))
        {
            writer.WriteStartArray("components");
            foreach (var file in files) Component(writer, file);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private void Hashes(CanonicalJsonWriter writer, SbomComponent component)
    {
        var known = component.Hashes.Where(hash => HashNames.CycloneDx(hash.Algorithm) is not null).ToList();
        losses.AddIf(known.Count < component.Hashes.Length, "hash of an algorithm that CycloneDX does not have");
        if (known.Count == 0) return;
        writer.WriteStartArray("hashes");
        foreach (var hash in known)
        {
            writer.WriteStartObject();
            writer.WriteString("alg", HashNames.CycloneDx(hash.Algorithm));
            writer.WriteString("content", hash.Hex);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>One expression is all that the format takes: what was concluded before what is declared.</summary>
    private void Licences(CanonicalJsonWriter writer, SbomComponent component)
    {
        var declared = WriterContent.DeclaredOf(component);
        var isConcluded = component.ConcludedLicence is not ("" or "NOASSERTION" or "NONE");
        var text = isConcluded ? component.ConcludedLicence : declared;
        losses.AddIf(isConcluded && declared is not ("" or "NOASSERTION" or "NONE") && declared != component.ConcludedLicence, "declared licence beside a concluded one");
        if (text is "" or "NOASSERTION" or "NONE") return;
        writer.WriteStartArray("licenses");
        writer.WriteStartObject();
        if (WriterContent.IsExpression(text))
        {
            writer.WriteString("expression", text);
            writer.WriteString("acknowledgement", isConcluded ? "concluded" : "declared");
        }
        else
        {
            writer.WriteStartObject("license");
            writer.WriteString("name", text);
            writer.WriteString("acknowledgement", isConcluded ? "concluded" : "declared");
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void Location(CanonicalJsonWriter writer, SbomComponent component)
    {
        if (!Uri.TryCreate(component.DownloadLocation, UriKind.Absolute, out _)) return;
        writer.WriteStartArray("externalReferences");
        writer.WriteStartObject();
        writer.WriteString("type", "distribution");
        writer.WriteString("url", component.DownloadLocation);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void Properties(CanonicalJsonWriter writer, SbomComponent component)
    {
        var properties = component.Properties.ToList();
        if (component.FileName.Length > 0 && !properties.Exists(property => property.Key == "bsi:component:filename")) properties.Add(KeyValuePair.Create("bsi:component:filename", component.FileName));
        var unknown = component.StatedUnknown.Where(name => name is "hash" || (name is "licence" && component.Licence.Length == 0)).ToList();
        if (unknown.Count > 0 && !properties.Exists(property => property.Key == SbomWords.UnknownProperty)) properties.Add(KeyValuePair.Create(SbomWords.UnknownProperty, string.Join(',', unknown)));
        if (properties.Count == 0) return;
        writer.WriteStartArray("properties");
        foreach (var (name, value) in properties)
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteString("value", value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void Dependencies(CanonicalJsonWriter writer)
    {
        // The image needs what it contains: the format has no other word between the two. Files stand in the list of components.
        var files = content.Components.Where(component => component.IsFile).Select(component => component.Id).ToHashSet(StringComparer.Ordinal);
        writer.WriteStartArray("dependencies");
        foreach (var group in content.Relationships.Where(one => one.Kind is "DEPENDS_ON" or "PROVIDES" || (one.Kind == "CONTAINS" && one.From == main)).GroupBy(one => one.From, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("ref", group.Key);
            writer.WriteStrings("dependsOn", group.Where(one => one.Kind != "PROVIDES" && !files.Contains(one.To)).Select(one => one.To).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            var provided = group.Where(one => one.Kind == "PROVIDES").Select(one => one.To).ToList();
            if (provided.Count > 0) writer.WriteStrings("provides", provided);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        foreach (var other in content.Relationships.Where(one => one.Kind is not ("DEPENDS_ON" or "PROVIDES" or "CONTAINS"))) losses.Add($"kind of relationship {other.Kind}");
    }

    private void Compositions(CanonicalJsonWriter writer)
    {
        var known = content.Components.Select(component => component.Id).ToHashSet(StringComparer.Ordinal);
        var stated = content.Document.Completeness.Where(pair => known.Contains(pair.Key)).GroupBy(pair => pair.Value, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        if (stated.Count == 0) return;
        writer.WriteStartArray("compositions");
        foreach (var group in stated)
        {
            writer.WriteStartObject();
            writer.WriteString("aggregate", group.Key);
            writer.WriteStrings("assemblies", group.Select(pair => pair.Key));
            writer.WriteStrings("dependencies", group.Select(pair => pair.Key));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
