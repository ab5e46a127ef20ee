using System.Collections.Immutable;
using Compliance.Evidence.Collection;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;

namespace Compliance.Evidence.Raw;

/// <summary>
/// Writes and reads <c>data/evidence/index.json</c>: what each raw document is and how documents belong together, in canonical JSON. Documents
/// are named by path; bytes are elsewhere.
/// </summary>
public static class RawIndex
{
    /// <summary>Path under <c>data/evidence/</c>.</summary>
    public const string Path = "index.json";

    internal const string Schema = "compliance/raw-evidence/v1";

    /// <summary>The canonical bytes. Same evidence, same bytes.</summary>
    public static byte[] Write(RawEvidence evidence) => CanonicalJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("schema", Schema);
        writer.WriteStartArray("documents");
        foreach (var document in evidence.Documents) WriteItem(writer, document.Item);
        writer.WriteEndArray();
        writer.WriteStartArray("images");
        foreach (var image in evidence.Images) WriteImage(writer, image);
        writer.WriteEndArray();
        WritePaths(writer, "givenSboms", evidence.GivenSboms);
        if (evidence.Trust is { } trust) WritePaths(writer, "trust", trust);
        if (evidence.System is { } system) writer.WriteString("system", system.Item.Path);
        if (evidence.Nodes is { } nodes) writer.WriteString("nodes", nodes.Item.Path);
        if (evidence.PolicySet is { } set) WritePaths(writer, "policySet", set);
        if (evidence.HumanEvidence is { } human) WritePaths(writer, "humanEvidence", human);
        if (evidence.Waivers is { } waivers) WritePaths(writer, "waivers", waivers);
        if (evidence.Feeds is { } feeds) WritePaths(writer, "feeds", feeds);
        if (evidence.Findings is { } findings) WritePaths(writer, "findings", findings);
        if (evidence.Probed) writer.WriteBoolean("probed", true);
        if (!evidence.LeftOut.IsEmpty) writer.WriteStrings("leftOut", evidence.LeftOut);
        writer.WriteEndObject();
    });

    /// <summary>Evidence whose documents read their bytes by path. Bytes are not looked at here: whoever hands in <paramref name="open"/> has checked them.</summary>
    /// <param name="open">Opens the document with a path under <c>data/evidence/</c>; called only for documents that the index lists.</param>
    public static Reading<RawEvidence> Read(ReadOnlyMemory<byte> bytes, Func<string, Stream> open, Limits? limits = null)
    {
        limits ??= Limits.Default;
        const string document = RawPaths.Root + Path;
        var json = StrictJson.Read(bytes, document, limits);
        if (!json.TryGet(out var tree)) return Readings.Reject<RawEvidence>(json.Defects);
        var defects = new DefectCollector(limits);
        var evidence = new RawIndexReader(open, defects).Read(tree.Root);
        if (defects.Count == 0 && !Write(evidence).AsSpan().SequenceEqual(bytes.Span))
            defects.Add(RawCodes.Spelling, new Locator(document), "not the canonical form of what it says: members or documents that belong to nothing");
        return defects.Count == 0 ? Readings.Accept(evidence) : Readings.Reject<RawEvidence>(defects.ToImmutable());
    }

    private static void WriteItem(CanonicalJsonWriter writer, RawItem item)
    {
        writer.WriteStartObject();
        writer.WriteString("path", item.Path);
        writer.WriteString("role", item.Role.ToName());
        writer.WriteString("origin", item.Origin);
        writer.WriteString("mediaType", item.MediaType.Text);
        writer.WriteString("sha256", item.Sha256.Hex);
        writer.WriteNumber("size", item.Size);
        writer.WriteEndObject();
    }

    private static void WriteImage(CanonicalJsonWriter writer, RawImage image)
    {
        writer.WriteStartObject();
        writer.WriteString("subject", image.Subject.ToString());
        writer.WriteString("reference", image.Reference);
        writer.WriteBoolean("pinned", image.Pinned);
        if (image.Index is { } index) writer.WriteString("index", index.Item.Path);
        writer.WriteString("manifest", image.Manifest.Item.Path);
        if (image.Config is { } config) writer.WriteString("config", config.Item.Path);
        if (image.Inventory is { } inventory) writer.WriteString("inventory", inventory.Item.Path);
        WritePaths(writer, "files", image.Files);
        WritePaths(writer, "observations", image.Observations);
        writer.WriteBoolean("attachedComplete", image.AttachedComplete);
        writer.WriteStartArray("attached");
        foreach (var attached in image.Attached) WriteAttached(writer, attached);
        writer.WriteEndArray();
        writer.WriteStartArray("gaps");
        foreach (var gap in image.Gaps) WriteGap(writer, gap);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteAttached(CanonicalJsonWriter writer, AttachedEvidence attached)
    {
        writer.WriteStartObject();
        writer.WriteString("subject", attached.Subject.ToString());
        writer.WriteString("foundBy", attached.FoundBy);
        writer.WriteString("manifest", attached.Manifest.Item.Path);
        writer.WriteStartObject("blobs");
        foreach (var (digest, blob) in attached.Blobs.OrderBy(pair => pair.Key)) writer.WriteString(digest.ToString(), blob.Item.Path);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteGap(CanonicalJsonWriter writer, CollectionGap gap)
    {
        writer.WriteStartObject();
        writer.WriteString("code", gap.Code.Text);
        writer.WriteString("kind", FactSchema.Of(gap.Kind).Variable);
        writer.WriteString("message", gap.Message);
        writer.WriteString("collector", gap.Collector);
        writer.WriteStartObject("locator");
        writer.WriteString("document", gap.Locator.Document);
        if (gap.Locator.Offset is { } offset) writer.WriteNumber("offset", offset);
        if (gap.Locator.Line is { } line) writer.WriteNumber("line", line);
        if (gap.Locator.Column is { } column) writer.WriteNumber("column", column);
        if (gap.Locator.Pointer is { } pointer) writer.WriteString("pointer", pointer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WritePaths(CanonicalJsonWriter writer, string name, ImmutableArray<RawDocument> documents) =>
        writer.WriteStrings(name, documents.Select(document => document.Item.Path));
}
