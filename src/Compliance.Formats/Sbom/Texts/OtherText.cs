using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Sbom.Texts;

/// <summary>Documents that are not JSON.</summary>
internal static class OtherText
{
    private const int SniffedBytes = 16_384;

    /// <summary>Null when the document may be JSON.</summary>
    public static TranslatedText? Translate(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var head = Encoding.UTF8.GetString(bytes.Span[..Math.Min(bytes.Length, SniffedBytes)]).TrimStart('\uFEFF').TrimStart();
        var locator = new Locator(document);
        if (head.Length == 0) return TranslatedText.Refused(SbomCodes.UnknownFormat, locator, "the document is empty");
        if (head[0] is '{' or '[') return null;
        if (bytes.Length > TranslatedText.MaxBytes)
            return TranslatedText.Refused(SbomCodes.TextTooLarge, locator, $"{bytes.Length} bytes are more than the {TranslatedText.MaxBytes} that are read of a document that is not JSON");
        if (head[0] == '<') return Xml(bytes, document, limits);
        if (head.Contains("SPDXVersion:", StringComparison.Ordinal)) return SpdxTagValueText.Translate(bytes, document, limits);
        return head.Contains("spdxVersion", StringComparison.Ordinal) || head.Contains("SPDXID", StringComparison.Ordinal)
            ? SpdxYamlText.Translate(bytes, document, limits)
            : TranslatedText.Refused(SbomCodes.UnknownFormat, locator, "neither JSON nor another format that is recognised");
    }

    private static TranslatedText Xml(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var defects = new DefectCollector(limits);
        if (XmlElements.Read(bytes, document, limits, defects) is not { } root) return new TranslatedText(null, defects.ToImmutable());
        if (CycloneDxXmlText.IsCycloneDx(root)) return CycloneDxXmlText.Translate(root, limits);
        if (root.Name.LocalName == "Document" && root.Element("spdxVersion") is not null) return SpdxXmlText.Translate(root, limits);
        return root.Name.LocalName == "RDF"
            ? TranslatedText.Refused(SbomCodes.RdfNotRead, new Locator(document), "RDF/XML is not read; convert it to JSON")
            : TranslatedText.Refused(SbomCodes.UnknownFormat, new Locator(document), "XML that is neither CycloneDX nor SPDX");
    }
}
