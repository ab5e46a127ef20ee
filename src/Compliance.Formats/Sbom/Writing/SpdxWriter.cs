using System.Collections.Frozen;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Sbom.Spdx;

namespace Compliance.Formats.Sbom.Writing;

/// <summary>SPDX 2.3 (JSON).</summary>
internal sealed class SpdxWriter(WriterContent content, LossList losses)
{
    private const string DocumentId = "SPDXRef-DOCUMENT";

    private static readonly FrozenSet<string> Purposes =
        new[] { "APPLICATION", "FRAMEWORK", "LIBRARY", "CONTAINER", "OPERATING_SYSTEM", "DEVICE", "FIRMWARE", "SOURCE", "ARCHIVE", "FILE", "INSTALL", "OTHER" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Kinds = new[]
    {
        "CONTAINS", "DEPENDS_ON", "GENERATES", "ANCESTOR_OF", "DESCENDANT_OF", "VARIANT_OF", "DISTRIBUTION_ARTIFACT", "PATCH_FOR", "PATCH_APPLIED", "COPY_OF", "FILE_ADDED", "FILE_DELETED",
        "FILE_MODIFIED", "EXPANDED_FROM_ARCHIVE", "DYNAMIC_LINK", "STATIC_LINK", "DATA_FILE_OF", "TEST_CASE_OF", "BUILD_TOOL_OF", "DEV_TOOL_OF", "TEST_OF", "TEST_TOOL_OF", "DOCUMENTATION_OF",
        "OPTIONAL_COMPONENT_OF", "METAFILE_OF", "PACKAGE_OF", "AMENDS", "PREREQUISITE_FOR", "HAS_PREREQUISITE", "EXAMPLE_OF", "BUILD_DEPENDENCY_OF", "DEV_DEPENDENCY_OF",
        "OPTIONAL_DEPENDENCY_OF", "PROVIDED_DEPENDENCY_OF", "RUNTIME_DEPENDENCY_OF", "TEST_DEPENDENCY_OF", "DEPENDENCY_MANIFEST_OF", "OTHER",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly SortedDictionary<string, string> extracted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> written = new(content.Components.Length, StringComparer.Ordinal);

    public ReadOnlyMemory<byte> Write()
    {
        var document = content.Document;
        if (document.Namespace.Length == 0) throw new ArgumentException("an SPDX document needs a namespace");
        var complete = document.Completeness.Where(pair => pair.Value == "complete").Select(pair => IdOf(pair.Key)).ToList();
        losses.AddIf(document.Completeness.Values.Any(word => word == "incomplete"), "statements that lists are not complete");
        return CanonicalJson.WriteLarge(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("spdxVersion", "SPDX-2.3");
            writer.WriteString("dataLicense", "CC0-1.0");
            writer.WriteString("SPDXID", DocumentId);
            writer.WriteString("name", document.Name.Length > 0 ? document.Name : "unnamed");
            if (complete.Count > 0) writer.WriteString("comment", $"{SbomWords.CompleteComment}{string.Join(' ', complete)}");
            writer.WriteString("documentNamespace", document.Namespace.Replace('#', '-'));
            Creation(writer);
            writer.WriteStartArray("packages");
            foreach (var component in content.Components.Where(component => !component.IsFile)) Package(writer, component);
            writer.WriteEndArray();
            writer.WriteStartArray("files");
            foreach (var component in content.Components.Where(component => component.IsFile)) File(writer, component);
            writer.WriteEndArray();
            Relationships(writer);
            Extracted(writer);
            writer.WriteEndObject();
        });
    }

    /// <summary>Identifiers as they are written: each stands in several relationships.</summary>
    private string IdOf(string id)
    {
        if (written.TryGetValue(id, out var known)) return known;
        var safe = WriterContent.Safe(id);
        return written[id] = safe == id && id.StartsWith("SPDXRef-", StringComparison.Ordinal) ? id : $"SPDXRef-{safe}";
    }

    /// <summary>A name with the address behind it; what was read from SPDX has it there already.</summary>
    private static string Reached(string name, string contact) => contact.Length == 0 || name.EndsWith($"({contact})", StringComparison.Ordinal) ? name : $"{name} ({contact})";

    private static string Word(string kind) => kind switch { "tool" => "Tool", "person" => "Person", _ => "Organization" };

    private void Creation(CanonicalJsonWriter writer)
    {
        var creators = content.Document.Creators.Select(creator =>
            $"{Word(creator.Kind)}: {creator.Name}{(creator.Version.Length > 0 ? $"-{creator.Version}" : "")}{(creator.Contact.Length > 0 ? $" ({creator.Contact})" : "")}").ToList();
        if (creators.Count == 0) creators.Add("Organization: unknown");
        writer.WriteStartObject("creationInfo");
        writer.WriteString("created", content.Created);
        writer.WriteStrings("creators", creators);
        // The word by which this version says when in the life of the software a document was made stands in the comment.
        var said = SpdxContexts.In(content.Document.Comment);
        var words = content.Document.Contexts.Select(LifecycleWords.ToSpdx).Where(word => word.Length > 0 && !said.Contains(word)).Distinct(StringComparer.Ordinal).Select(word => char.ToUpperInvariant(word[0]) + word[1..]);
        var comment = string.Join(' ', [.. content.Document.Comment.Length > 0 ? [content.Document.Comment] : Array.Empty<string>(), .. words]);
        if (comment.Length > 0) writer.WriteString("comment", comment);
        writer.WriteEndObject();
    }

    private void Package(CanonicalJsonWriter writer, SbomComponent component)
    {
        writer.WriteStartObject();
        writer.WriteString("SPDXID", IdOf(component.Id));
        writer.WriteString("name", component.Group.Length > 0 ? $"{component.Group}/{component.Name}" : component.Name);
        if (component.Version.Length > 0) writer.WriteString("versionInfo", component.Version);
        writer.WriteString("downloadLocation", component.DownloadLocation.Length > 0 ? component.DownloadLocation : "NOASSERTION");
        writer.WriteBoolean("filesAnalyzed", false);
        writer.WriteString("supplier", component.Supplier.Length > 0 ? $"Organization: {(component.Producer.Length > 0 ? component.Supplier : Reached(component.Supplier, component.Contact))}" : "NOASSERTION");
        writer.WriteString("originator", component.Producer.Length > 0 ? $"Organization: {Reached(component.Producer, component.Contact)}" : "NOASSERTION");
        writer.WriteString("licenseDeclared", Licence(WriterContent.DeclaredOf(component)));
        writer.WriteString("licenseConcluded", Licence(component.ConcludedLicence));
        writer.WriteString("copyrightText", component.Copyright.Length > 0 ? component.Copyright : "NOASSERTION");
        if (component.Description.Length > 0) writer.WriteString("description", component.Description);
        if (component.FileName.Length > 0) writer.WriteString("packageFileName", component.FileName);
        var purpose = component.Kind.ToUpperInvariant().Replace('-', '_');
        if (Purposes.Contains(purpose)) writer.WriteString("primaryPackagePurpose", purpose);
        else losses.AddIf(component.Kind.Length > 0, $"kind of component '{component.Kind}'");
        if (component.StatedUnknown.Contains("hash")) writer.WriteString("comment", $"{SbomWords.UnknownComment}hash");
        Checksums(writer, component);
        References(writer, component);
        losses.AddIf(component.Properties.Length > 0, "properties of a component");
        writer.WriteEndObject();
    }

    private void File(CanonicalJsonWriter writer, SbomComponent component)
    {
        writer.WriteStartObject();
        // Files and relationships are many: in the order of their names nothing has to be put in order.
        writer.WriteString("SPDXID", IdOf(component.Id));
        Checksums(writer, component);
        writer.WriteString("copyrightText", component.Copyright.Length > 0 ? component.Copyright : "NOASSERTION");
        writer.WriteString("fileName", component.Name.StartsWith("./", StringComparison.Ordinal) ? component.Name : $"./{component.Name.TrimStart('/')}");
        writer.WriteString("licenseConcluded", Licence(component.ConcludedLicence));
        if (component.Licence.Length > 0 && component.ConcludedLicence is "" or "NOASSERTION") writer.WriteStrings("licenseInfoInFiles", [Licence(component.Licence)]);
        writer.WriteEndObject();
    }

    private void Checksums(CanonicalJsonWriter writer, SbomComponent component)
    {
        var (isOpen, isLost) = (false, false);
        foreach (var hash in component.Hashes)
        {
            if (HashNames.Spdx2(hash.Algorithm) is not { } algorithm)
            {
                isLost = true;
                continue;
            }

            if (!isOpen) writer.WriteStartArray("checksums");
            isOpen = true;
            writer.WriteStartObject();
            writer.WriteString("algorithm", algorithm);
            writer.WriteString("checksumValue", hash.Hex);
            writer.WriteEndObject();
        }

        if (isOpen) writer.WriteEndArray();
        losses.AddIf(isLost, "hash of an algorithm that SPDX 2.3 does not have");
    }

    private static void References(CanonicalJsonWriter writer, SbomComponent component)
    {
        if (component.Purls.IsEmpty && component.Cpes.IsEmpty) return;
        writer.WriteStartArray("externalRefs");
        foreach (var purl in component.Purls) Reference(writer, "PACKAGE-MANAGER", "purl", purl);
        foreach (var cpe in component.Cpes) Reference(writer, "SECURITY", cpe.StartsWith("cpe:/", StringComparison.Ordinal) ? "cpe22Type" : "cpe23Type", cpe);
        writer.WriteEndArray();
    }

    private static void Reference(CanonicalJsonWriter writer, string category, string type, string locator)
    {
        writer.WriteStartObject();
        writer.WriteString("referenceCategory", category);
        writer.WriteString("referenceType", type);
        writer.WriteString("referenceLocator", locator);
        writer.WriteEndObject();
    }

    private void Relationships(CanonicalJsonWriter writer)
    {
        writer.WriteStartArray("relationships");
        foreach (var id in content.Described) Relate(writer, DocumentId, "DESCRIBES", IdOf(id));
        foreach (var one in content.Relationships)
        {
            var isKnown = Kinds.Contains(one.Kind);
            if (!isKnown) losses.Add($"kind of relationship {one.Kind}, written as OTHER");
            Relate(writer, IdOf(one.From), isKnown ? one.Kind : "OTHER", IdOf(one.To));
        }

        foreach (var (id, _) in content.Document.Completeness.Where(pair => pair.Value == "unknown")) Relate(writer, IdOf(id), "DEPENDS_ON", "NOASSERTION");

        writer.WriteEndArray();
    }

    private static void Relate(CanonicalJsonWriter writer, string from, string kind, string to)
    {
        writer.WriteStartObject();
        writer.WriteString("relatedSpdxElement", to);
        writer.WriteString("relationshipType", kind);
        writer.WriteString("spdxElementId", from);
        writer.WriteEndObject();
    }

    private string Licence(string text)
    {
        if (text.Length == 0) return "NOASSERTION";
        if (text is "NONE" or "NOASSERTION") return text;
        if (WriterContent.IsExpression(text))
        {
            // SPDX 2.3, 10.1: an identifier of the document's own must be declared in it.
            foreach (var own in text.Split([' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith("LicenseRef-", StringComparison.Ordinal))) extracted.TryAdd(own, own["LicenseRef-".Length..]);
            return text;
        }

        var id = $"LicenseRef-{WriterContent.Safe(text.Length > 60 ? text[..60] : text)}";
        extracted.TryAdd(id, text);
        return id;
    }

    private void Extracted(CanonicalJsonWriter writer)
    {
        if (extracted.Count == 0) return;
        writer.WriteStartArray("hasExtractedLicensingInfos");
        foreach (var (id, text) in extracted)
        {
            writer.WriteStartObject();
            writer.WriteString("licenseId", id);
            writer.WriteString("name", text);
            writer.WriteString("extractedText", text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
