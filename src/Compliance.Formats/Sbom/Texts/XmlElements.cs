using System.Xml;
using System.Xml.Linq;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Sbom.Texts;

/// <summary>Reads XML as a stranger's: no document type, no entities, nothing from elsewhere, depth and size bounded.</summary>
internal static class XmlElements
{
    public static XElement? Read(ReadOnlyMemory<byte> bytes, string document, Limits limits, DefectCollector defects)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = TranslatedText.MaxBytes,
            MaxCharactersFromEntities = 1,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            using var depth = XmlReader.Create(stream, settings);
            while (depth.Read())
            {
                if (depth.Depth <= limits.MaxDepth) continue;
                defects.Add(SbomCodes.BadXml, new Locator(document), $"elements are nested more than {limits.MaxDepth} deep");
                return null;
            }

            stream.Position = 0;
            using var reader = XmlReader.Create(stream, settings);
            return XElement.Load(reader);
        }
        catch (XmlException problem)
        {
            defects.Add(SbomCodes.BadXml, new Locator(document, Line: problem.LineNumber, Column: problem.LinePosition), "not XML, or with a document type");
            return null;
        }
    }
}
