using System.Collections.Immutable;
using System.Xml;
using Compliance.Formats.Archives.Zip;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Archives.Asic;

/// <summary>
/// Reads ASiCManifests in the spelling of <see cref="AsicManifest.ToBytes"/> only: a manifest that says the same with other bytes is reported, because
/// what is signed must not be open to another reading. No document type, no entities, nothing fetched.
/// </summary>
public static class AsicManifestReader
{
    private const int MaxDepth = 8;

    /// <param name="document">Name for locators.</param>
    public static Reading<AsicManifest> Read(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        limits ??= Limits.Default;
        var defects = new DefectCollector(limits);
        if (bytes.Length > Math.Min(limits.MaxDocumentBytes, 64L << 20)) return Readings.Reject<AsicManifest>(AsicCodes.Malformed, new Locator(document), "larger than 64 MiB");
        AsicManifest? manifest = null;
        try
        {
            manifest = new Parse(document, limits, defects).Read(bytes);
        }
        catch (XmlException broken)
        {
            defects.Add(AsicCodes.Malformed, new Locator(document, Line: broken.LineNumber, Column: broken.LinePosition), $"not XML that is accepted here: {broken.Message}");
        }

        if (manifest is not null && defects.Count == 0 && !manifest.ToBytes().AsSpan().SequenceEqual(bytes.Span))
            defects.Add(AsicCodes.Spelling, new Locator(document), "comments, white space, order or further attributes differ from the one spelling that is accepted");
        return manifest is not null && defects.Count == 0 ? Readings.Accept(manifest) : Readings.Reject<AsicManifest>(defects.ToImmutable());
    }

    private sealed class Parse(string document, Limits limits, DefectCollector defects)
    {
        private readonly ImmutableArray<AsicReference>.Builder references = ImmutableArray.CreateBuilder<AsicReference>();
        private readonly HashSet<string> uris = new(StringComparer.Ordinal);
        private string? signature;
        private Locator place = new(document);
        private (string Uri, string MediaType, string Method, string Value)? current;

        public AsicManifest? Read(ReadOnlyMemory<byte> bytes)
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 64L << 20, MaxCharactersFromEntities = 0 };
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, settings);
            while (reader.Read())
            {
                place = new Locator(document, Line: ((IXmlLineInfo)reader).LineNumber, Column: ((IXmlLineInfo)reader).LinePosition);
                if (reader.Depth > MaxDepth || references.Count > limits.MaxPackageEntries)
                {
                    defects.Add(AsicCodes.Structure, place, "nested too deep, or too many references");
                    return null;
                }

                if (reader.NodeType == XmlNodeType.Element) Element(reader);
                else if (reader.NodeType == XmlNodeType.Text) Text(reader.Value);
                else if (reader is { NodeType: XmlNodeType.EndElement, LocalName: "DataObjectReference" }) Complete();
                else if (reader.NodeType is not (XmlNodeType.EndElement or XmlNodeType.Whitespace or XmlNodeType.XmlDeclaration))
                    defects.Add(AsicCodes.Spelling, place, $"{reader.NodeType} does not belong into a manifest");
            }

            if (signature is null) defects.Add(AsicCodes.Structure, new Locator(document), "no SigReference");
            return signature is null ? null : new AsicManifest(signature, references.ToImmutable());
        }

        private void Element(XmlReader reader)
        {
            switch (reader.Depth, reader.NamespaceURI, reader.LocalName)
            {
                case (0, AsicManifest.AsicNamespace, "ASiCManifest"):
                    break;
                case (1, AsicManifest.AsicNamespace, "SigReference") when signature is null:
                    signature = CheckUri(reader.GetAttribute("URI"));
                    break;
                case (1, AsicManifest.AsicNamespace, "DataObjectReference"):
                    current = (CheckUri(reader.GetAttribute("URI")), reader.GetAttribute("MimeType") ?? "", "", "");
                    if (reader.IsEmptyElement) Complete();
                    break;
                case (2, AsicManifest.SignatureNamespace, "DigestMethod") when current is { Method: "" } open:
                    current = open with { Method = reader.GetAttribute("Algorithm") ?? "" };
                    break;
                case (2, AsicManifest.SignatureNamespace, "DigestValue") when current is { Value: "" }:
                    break;
                default:
                    defects.Add(AsicCodes.Structure, place, $"element '{reader.Name}' does not belong here");
                    break;
            }
        }

        private void Text(string text)
        {
            if (current is { } open) current = open with { Value = open.Value + text };
            else defects.Add(AsicCodes.Structure, place, "text outside a digest value");
        }

        private string CheckUri(string? uri)
        {
            if (ZipEntryName.Problem(uri ?? "") is { } problem) defects.Add(AsicCodes.Uri, place, $"the URI '{uri}' {problem}");
            return uri ?? "";
        }

        private void Complete()
        {
            if (current is not { } reference) return;
            current = null;
            if (!uris.Add(reference.Uri)) defects.Add(AsicCodes.UriTwice, place, $"'{reference.Uri}' is referred to twice");
            if (reference.Method != AsicManifest.Sha256Method) defects.Add(AsicCodes.DigestMethod, place, $"'{reference.Uri}' has the digest method '{reference.Method}': SHA-256 is needed");
            var digest = new byte[32];
            if (reference.Value.Length != 44 || !Convert.TryFromBase64String(reference.Value, digest, out var length) || length != 32)
            {
                defects.Add(AsicCodes.DigestValue, place, $"'{reference.Uri}' has no SHA-256 value");
                return;
            }

            references.Add(new AsicReference(reference.Uri, new MediaType(reference.MediaType), Digest.Sha256(digest)));
        }
    }
}
