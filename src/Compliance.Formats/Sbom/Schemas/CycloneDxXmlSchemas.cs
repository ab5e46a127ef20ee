using System.Collections.Concurrent;
using System.Text;
using System.Xml;
using System.Xml.Schema;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Sbom.Schemas;

/// <summary>CycloneDX in XML, judged by its XML Schema. Nothing outside of the document is resolved, and a document type is refused.</summary>
internal static class CycloneDxXmlSchemas
{
    private const string Space = "http://cyclonedx.org/schema/bom/";

    private static readonly string[] Versions = ["1.4", "1.5", "1.6", "1.7"];

    private static readonly ConcurrentDictionary<string, Lazy<XmlSchemaSet>> Loaded = new(StringComparer.Ordinal);

    public static bool Recognises(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        return start.TrimStart(" \t\r\n"u8).StartsWith("<"u8) && bytes[..Math.Min(bytes.Length, 64 << 10)].IndexOf(Encoding.ASCII.GetBytes(Space)) >= 0;
    }

    /// <summary>Null for another version, and for what is no XML.</summary>
    public static SbomSchemaVerdict? Judge(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var defects = new DefectCollector(limits);
        try
        {
            if (VersionOf(bytes) is not { } version) return null;
            var schema = Loaded.GetOrAdd(version, static one => new Lazy<XmlSchemaSet>(() => Load(one))).Value;
            var settings = Settings();
            settings.ValidationType = ValidationType.Schema;
            settings.Schemas = schema;
            settings.ValidationFlags = XmlSchemaValidationFlags.ProcessIdentityConstraints | XmlSchemaValidationFlags.AllowXmlAttributes;
            settings.ValidationEventHandler += (_, problem) => defects.Add(SbomCodes.SchemaBroken, new Locator(document, Line: problem.Exception.LineNumber, Column: problem.Exception.LinePosition), problem.Message);
            using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray(), writable: false), settings);
            while (reader.Read())
            {
                if (reader.Depth > limits.MaxDepth) return null;
            }

            return new SbomSchemaVerdict($"bom-{version}.xsd", defects.Count, defects.ToImmutable());
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string? VersionOf(ReadOnlyMemory<byte> bytes)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray(), writable: false), Settings());
        reader.MoveToContent();
        return Versions.FirstOrDefault(version => reader.NamespaceURI == Space + version);
    }

    private static XmlReaderSettings Settings() => new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 0, IgnoreComments = true, IgnoreProcessingInstructions = true };

    private static XmlSchemaSet Load(string version)
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        foreach (var name in (string[])["spdx.xsd", $"bom-{version}.xsd"])
        {
            using var reader = XmlReader.Create(new MemoryStream(SbomSchemas.BytesOf(name), writable: false), Settings());
            set.Add(null, reader);
        }

        set.Compile();
        return set;
    }
}
