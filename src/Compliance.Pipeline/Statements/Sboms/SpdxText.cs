using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Compose.Files;
using Compliance.Pipeline.Compose.Output;

namespace Compliance.Pipeline.Statements.Sboms;

/// <summary>SPDX 2.3 (JSON) of a composed image: the image, its packages, and every file below its package or, without one, below the image.</summary>
public static class SpdxText
{
    private const string ImageId = "SPDXRef-Image";

    public static byte[] Of(ImageBill bill, BuildFacts facts, DateTimeOffset created) => CanonicalJson.Write(writer =>
    {
        var files = bill.Files().ToList();
        var composed = new ComposedSboms(bill, IdOf);
        Begin(writer, $"{facts.Image} linux/{bill.Image.Architecture}", bill.Image.ManifestDigest, facts, created, composed.Mended);
        writer.WriteStartArray("packages");
        WriteImage(writer, ImageId, bill.Image.ManifestDigest, facts, bill.Release?.PrettyName ?? "");
        foreach (var package in bill.Image.Packages) WritePackage(writer, bill, package, [.. files.Where(file => file.Owner == package.Name)]);
        composed.WriteComponents(writer);
        writer.WriteEndArray();
        writer.WriteStartArray("files");
        foreach (var file in files) WriteFile(writer, file);
        writer.WriteEndArray();
        writer.WriteStartArray("relationships");
        Relate(writer, "SPDXRef-DOCUMENT", "DESCRIBES", ImageId);
        foreach (var package in bill.Image.Packages) Relate(writer, ImageId, "CONTAINS", IdOf(package.Name));
        composed.WriteRelations(writer, IdOf);
        foreach (var file in files) Relate(writer, file.Owner.Length == 0 ? ImageId : IdOf(file.Owner), "CONTAINS", FileId(file.Path));
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>The document of a whole index: its images, each as a package whose own document lists the rest.</summary>
    public static byte[] OfIndex(Composition composition, BuildFacts facts, DateTimeOffset created) => CanonicalJson.Write(writer =>
    {
        Begin(writer, $"{facts.Image} index", composition.IndexDigest, facts, created, "");
        writer.WriteStartArray("packages");
        WriteImage(writer, ImageId, composition.IndexDigest, facts, "");
        foreach (var image in composition.Images) WriteImage(writer, $"{ImageId}-{Safe(image.Architecture)}", image.ManifestDigest, facts, $"linux/{image.Architecture}");
        writer.WriteEndArray();
        writer.WriteStartArray("relationships");
        Relate(writer, "SPDXRef-DOCUMENT", "DESCRIBES", ImageId);
        foreach (var image in composition.Images) Relate(writer, $"{ImageId}-{Safe(image.Architecture)}", "VARIANT_OF", ImageId);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Begin(CanonicalJsonWriter writer, string name, Digest subject, BuildFacts facts, DateTimeOffset created, string mended)
    {
        writer.WriteStartObject();
        writer.WriteString("spdxVersion", "SPDX-2.3");
        writer.WriteString("dataLicense", "CC0-1.0");
        writer.WriteString("SPDXID", "SPDXRef-DOCUMENT");
        writer.WriteString("name", name);
        // One for each image: the specification asks for a namespace that no other document has.
        writer.WriteString("documentNamespace", $"https://compliance.example/spdx/{subject.Algorithm}-{subject.Hex}");
        writer.WriteStartObject("creationInfo");
        writer.WriteString("created", Provenance.Time(created));
        writer.WriteStrings("creators", [$"Tool: compliance-{facts.Engine}", $"Organization: {facts.Builder}"]);
        if (mended.Length > 0) writer.WriteString("comment", mended);
        writer.WriteEndObject();
        writer.WriteStrings("documentDescribes", [ImageId]);
    }

    private static void WriteImage(CanonicalJsonWriter writer, string id, Digest digest, BuildFacts facts, string about)
    {
        writer.WriteStartObject();
        writer.WriteString("SPDXID", id);
        writer.WriteString("name", facts.Image);
        writer.WriteString("versionInfo", digest.ToString());
        writer.WriteString("primaryPackagePurpose", "CONTAINER");
        writer.WriteString("supplier", $"Organization: {facts.Builder}");
        writer.WriteString("downloadLocation", "NOASSERTION");
        writer.WriteBoolean("filesAnalyzed", false);
        writer.WriteString("licenseConcluded", "NOASSERTION");
        writer.WriteString("licenseDeclared", "NOASSERTION");
        writer.WriteString("copyrightText", "NOASSERTION");
        if (about.Length > 0) writer.WriteString("description", about);
        WriteChecksums(writer, [("SHA256", digest.Hex)]);
        var name = facts.Image[(facts.Image.LastIndexOf('/') + 1)..];
        WritePurl(writer, $"pkg:oci/{Uri.EscapeDataString(name.ToLowerInvariant())}@{Uri.EscapeDataString(digest.ToString())}?repository_url={Uri.EscapeDataString(facts.Image)}");
        writer.WriteEndObject();
    }

    private static void WritePackage(CanonicalJsonWriter writer, ImageBill bill, InstalledPackage package, BillFile[] files)
    {
        var metadata = package.Archive.Metadata.Package;
        var licence = metadata.Licence.Length > 0 ? metadata.Licence : "NOASSERTION";
        writer.WriteStartObject();
        writer.WriteString("SPDXID", IdOf(package.Name));
        writer.WriteString("name", package.Name);
        writer.WriteString("versionInfo", package.Version);
        writer.WriteString("supplier", metadata.Maintainer.Length > 0 ? $"Organization: {metadata.Maintainer}" : "NOASSERTION");
        writer.WriteString("downloadLocation", "NOASSERTION");
        writer.WriteBoolean("filesAnalyzed", files.Length > 0);
        if (files.Length > 0)
        {
            // SPDX 2.3 section 7.9: SHA-1 over the sorted SHA-1 values of the files.
            var sums = Encoding.ASCII.GetBytes(string.Concat(files.Select(file => file.Sha1).Order(StringComparer.Ordinal)));
            writer.WriteStartObject("packageVerificationCode");
            writer.WriteString("packageVerificationCodeValue", Convert.ToHexStringLower(LegacySha1.Compute(sums)));
            writer.WriteEndObject();
        }

        writer.WriteString("sourceInfo", $"built from {(metadata.Origin.Length > 0 ? metadata.Origin : package.Name)}{(metadata.Commit.Length > 0 ? $" at {metadata.Commit}" : "")}");
        writer.WriteString("licenseConcluded", "NOASSERTION");
        writer.WriteString("licenseDeclared", licence);
        writer.WriteString("copyrightText", "NOASSERTION");
        WriteChecksums(writer, [("SHA256", package.Verification.File.Hex)]);
        WritePurl(writer, bill.PurlOf(package));
        writer.WriteEndObject();
    }

    private static void WriteFile(CanonicalJsonWriter writer, BillFile file)
    {
        writer.WriteStartObject();
        writer.WriteString("SPDXID", FileId(file.Path));
        writer.WriteString("fileName", $"./{file.Path}");
        WriteChecksums(writer, [("SHA1", file.Sha1), ("SHA256", file.Sha256.Hex)]);
        writer.WriteString("licenseConcluded", "NOASSERTION");
        writer.WriteString("copyrightText", "NOASSERTION");
        writer.WriteEndObject();
    }

    private static void WriteChecksums(CanonicalJsonWriter writer, ReadOnlySpan<(string Algorithm, string Value)> checksums)
    {
        writer.WriteStartArray("checksums");
        foreach (var (algorithm, value) in checksums)
        {
            writer.WriteStartObject();
            writer.WriteString("algorithm", algorithm);
            writer.WriteString("checksumValue", value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePurl(CanonicalJsonWriter writer, string purl)
    {
        writer.WriteStartArray("externalRefs");
        writer.WriteStartObject();
        writer.WriteString("referenceCategory", "PACKAGE-MANAGER");
        writer.WriteString("referenceType", "purl");
        writer.WriteString("referenceLocator", purl);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    internal static void Relate(CanonicalJsonWriter writer, string from, string type, string to)
    {
        writer.WriteStartObject();
        writer.WriteString("spdxElementId", from);
        writer.WriteString("relationshipType", type);
        writer.WriteString("relatedSpdxElement", to);
        writer.WriteEndObject();
    }

    internal static string IdOf(string package) => $"SPDXRef-Package-{Safe(package)}";

    // Paths may hold what an identifier can't; their digest can stand for any.
    private static string FileId(string path) => $"SPDXRef-File-{ContentHasher.Sha256(Encoding.UTF8.GetBytes(path)).Hex[..32]}";

    /// <summary>SPDX 2.3 section 3.2: letters, numbers, dot and hyphen.</summary>
    private static string Safe(string text) => string.Concat(text.Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' ? $"{character}" : $"-{(int)character:x}-"));
}
