using System.Collections.Immutable;
using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Compose.Output;

namespace Compliance.Pipeline.Statements.Sboms;

/// <summary>CycloneDX 1.6 (JSON) of a composed image: its packages with what they were made from and what they need, and every file.</summary>
public static class CycloneDxText
{
    public static byte[] Of(ImageBill bill, BuildFacts facts, DateTimeOffset created) => CanonicalJson.Write(writer =>
    {
        var composed = new ComposedSboms(bill, SpdxText.IdOf);
        Begin(writer, bill.Image.ManifestDigest, facts, created, bill.Image.Architecture, composed.Mended);
        writer.WriteStartArray("components");
        foreach (var package in bill.Image.Packages)
        {
            var metadata = package.Archive.Metadata.Package;
            writer.WriteStartObject();
            writer.WriteString("type", "library");
            writer.WriteString("bom-ref", bill.PurlOf(package));
            writer.WriteString("name", package.Name);
            writer.WriteString("version", package.Version);
            writer.WriteString("purl", bill.PurlOf(package));
            if (metadata.Maintainer.Length > 0) WriteNamed(writer, "supplier", metadata.Maintainer);
            WriteHashes(writer, package.Verification.File);
            if (metadata.Licence.Length > 0) WriteLicence(writer, metadata.Licence);
            CycloneDxPedigree.Write(writer, composed.Of(package.Name), composed.Supplier);
            writer.WriteEndObject();
        }

        foreach (var file in bill.Files()) WriteFile(writer, file);
        writer.WriteEndArray();
        WriteDependencies(writer, bill, facts);
        writer.WriteEndObject();
    });

    /// <summary>The document of a whole index: its images.</summary>
    public static byte[] OfIndex(Composition composition, BuildFacts facts, DateTimeOffset created) => CanonicalJson.Write(writer =>
    {
        Begin(writer, composition.IndexDigest, facts, created, "", "");
        writer.WriteStartArray("components");
        foreach (var image in composition.Images) WriteImage(writer, image.ManifestDigest, facts, image.Architecture);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Begin(CanonicalJsonWriter writer, Digest subject, BuildFacts facts, DateTimeOffset created, string architecture, string mended)
    {
        writer.WriteStartObject();
        writer.WriteString("bomFormat", "CycloneDX");
        writer.WriteString("specVersion", "1.6");
        writer.WriteString("serialNumber", $"urn:uuid:{Uuid(subject)}");
        writer.WriteNumber("version", 1);
        writer.WriteStartObject("metadata");
        writer.WriteString("timestamp", Provenance.Time(created));
        writer.WriteStartObject("tools");
        writer.WriteStartArray("components");
        writer.WriteStartObject();
        writer.WriteString("type", "application");
        writer.WriteString("name", "compliance");
        writer.WriteString("version", facts.Engine);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        WriteNamed(writer, "supplier", facts.Builder);
        writer.WritePropertyName("component");
        WriteImage(writer, subject, facts, architecture);
        if (mended.Length > 0) WriteProperty(writer, "compliance:composition", mended);
        writer.WriteEndObject();
    }

    private static void WriteImage(CanonicalJsonWriter writer, Digest digest, BuildFacts facts, string architecture)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "container");
        writer.WriteString("bom-ref", digest.ToString());
        writer.WriteString("name", facts.Image);
        writer.WriteString("version", digest.ToString());
        if (architecture.Length > 0) writer.WriteString("description", $"linux/{architecture}");
        WriteNamed(writer, "supplier", facts.Builder);
        WriteHashes(writer, digest);
        writer.WriteEndObject();
    }

    private static void WriteFile(CanonicalJsonWriter writer, BillFile file)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "file");
        writer.WriteString("bom-ref", $"file:{file.Path}");
        writer.WriteString("name", file.Path);
        WriteHashes(writer, file.Sha256);
        writer.WriteEndObject();
    }

    /// <summary>Package to package, by who satisfies what; the image needs what nobody else asked for.</summary>
    private static void WriteDependencies(CanonicalJsonWriter writer, ImageBill bill, BuildFacts facts)
    {
        var packages = bill.Image.Packages;
        writer.WriteStartArray("dependencies");
        Write(bill.Image.ManifestDigest.ToString(), packages.Where(package => package.Selected.Because.StartsWith("world[", StringComparison.Ordinal)).Select(bill.PurlOf));
        foreach (var package in packages)
        {
            var needed = package.Selected.Candidate.Depends
                .SelectMany(dependency => packages.Where(other => other != package && other.Selected.Candidate.Satisfies(dependency)))
                .Select(bill.PurlOf);
            Write(bill.PurlOf(package), needed);
        }

        writer.WriteEndArray();

        void Write(string from, IEnumerable<string> to)
        {
            writer.WriteStartObject();
            writer.WriteString("ref", from);
            writer.WriteStrings("dependsOn", to.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            writer.WriteEndObject();
        }
    }

    private static void WriteProperty(CanonicalJsonWriter writer, string name, string value)
    {
        writer.WriteStartArray("properties");
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("value", value);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteNamed(CanonicalJsonWriter writer, string property, string name)
    {
        writer.WriteStartObject(property);
        writer.WriteString("name", name);
        writer.WriteEndObject();
    }

    private static void WriteHashes(CanonicalJsonWriter writer, Digest digest)
    {
        writer.WriteStartArray("hashes");
        writer.WriteStartObject();
        writer.WriteString("alg", "SHA-256");
        writer.WriteString("content", digest.Hex);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    internal static void WriteLicence(CanonicalJsonWriter writer, string expression)
    {
        writer.WriteStartArray("licenses");
        writer.WriteStartObject();
        writer.WriteString("expression", expression);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>A name-based UUID (RFC 9562, version 8) of the image.</summary>
    private static Guid Uuid(Digest subject)
    {
        var bytes = Convert.FromHexString(ContentHasher.Sha256(Encoding.ASCII.GetBytes($"cyclonedx {subject}")).Hex[..32]);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
