using System.Text;
using System.Text.Json.Nodes;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Sbom.Texts;

/// <summary>
/// SPDX 2 as tags and values (specification 2.3, annex "Tag-value"): one tag a line, <c>&lt;text&gt;</c> over several, the tags of an element follow the one that
/// begins it, and files that follow a package belong to it.
/// </summary>
internal sealed class SpdxTagValueText
{
    private static readonly UTF8Encoding Utf8 = new(false, true);

    private readonly JsonObject root = [];
    private readonly DefectCollector defects;
    private readonly string document;
    private JsonObject current;
    private JsonObject? package;

    private SpdxTagValueText(string document, Limits limits) => (this.document, defects, current) = (document, new DefectCollector(limits), root);

    public static TranslatedText Translate(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        string text;
        try
        {
            text = Utf8.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            return TranslatedText.Refused(SbomCodes.UnknownFormat, new Locator(document), "not UTF-8");
        }

        var translation = new SpdxTagValueText(document, limits);
        translation.Lines(text, limits);
        return TranslatedText.Of(translation.root, translation.defects);
    }

    private void Lines(string text, Limits limits)
    {
        using var lines = new StringReader(text.TrimStart('\uFEFF'));
        var number = 0;
        var tags = 0;
        while (lines.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.AsSpan().TrimStart().StartsWith('#')) continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                defects.Add(SbomCodes.BadValue, new Locator(document, Line: number), "a line that is no tag with a value");
                continue;
            }

            if (++tags > limits.MaxItems) return;
            var at = number;
            var value = line[(colon + 1)..].Trim();
            if (value.StartsWith("<text>", StringComparison.Ordinal)) value = Long(lines, value["<text>".Length..], ref number);
            Tag(line[..colon].Trim(), value, at);
        }
    }

    private static string Long(StringReader lines, string first, ref int number)
    {
        var text = new StringBuilder();
        for (var line = first; ; number++)
        {
            var end = line.IndexOf("</text>", StringComparison.Ordinal);
            text.Append(end < 0 ? line : line.AsSpan(0, end));
            if (end >= 0) return text.ToString();
            if (lines.ReadLine() is not { } next) return text.ToString();
            text.Append('\n');
            line = next;
        }
    }

    private void Tag(string tag, string value, int line)
    {
        if (Begins(tag, value)) return;
        if (Structured(tag, value, line)) return;
        if (SpdxTags.Lists.TryGetValue(tag, out var list)) TranslatedText.ListOf(current, list).Add((JsonNode)value);
        else if (SpdxTags.Texts.TryGetValue(tag, out var member)) current[member] = value;
        else if (!SpdxTags.Ignored.Contains(tag)) defects.Add(SbomCodes.BadValue, new Locator(document, Line: line), $"'{(tag.Length > 40 ? tag[..40] : tag)}' is not a tag of SPDX");
    }

    /// <summary>Tags that begin an element.</summary>
    private bool Begins(string tag, string value)
    {
        switch (tag)
        {
            case "PackageName":
                package = current = Add("packages", "name", value);
                return true;
            case "FileName":
                current = Add("files", "fileName", value);
                return true;
            case "SnippetSPDXID" or "SnippetSPDXIdentifier":
                current = Add("snippets", "SPDXID", value);
                return true;
            case "LicenseID":
                current = Add("hasExtractedLicensingInfos", "licenseId", value);
                return true;
            case "SPDXID" when current != root && package is not null && Contains(root["files"], current):
                current["SPDXID"] = value;
                Relate(package["SPDXID"]?.GetValue<string>() ?? "", "CONTAINS", value);
                return true;
            case "SPDXID":
                current["SPDXID"] = value;
                return true;
            default:
                return false;
        }
    }

    private static bool Contains(JsonNode? list, JsonObject element) => list is JsonArray { Count: > 0 } items && ReferenceEquals(items[^1], element);

    private bool Structured(string tag, string value, int line)
    {
        var words = value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        switch (tag)
        {
            case "Creator" or "Created" or "CreatorComment" or "LicenseListVersion":
                if (root["creationInfo"] is not JsonObject creation) root["creationInfo"] = creation = [];
                if (tag == "Creator") TranslatedText.ListOf(creation, "creators").Add((JsonNode)value);
                else creation[tag switch { "Created" => "created", "CreatorComment" => "comment", _ => "licenseListVersion" }] = value;
                return true;
            case "PackageChecksum" or "FileChecksum" when value.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon:
                TranslatedText.ListOf(current, "checksums").Add((JsonNode)new JsonObject { ["algorithm"] = value[..colon].Trim(), ["checksumValue"] = value[(colon + 1)..].Trim() });
                return true;
            case "ExternalRef" when words.Length >= 3:
                TranslatedText.ListOf(current, "externalRefs").Add((JsonNode)new JsonObject { ["referenceCategory"] = words[0], ["referenceType"] = words[1], ["referenceLocator"] = words[2] });
                return true;
            case "Relationship" when words.Length == 3:
                Relate(words[0], words[1], words[2]);
                return true;
            case "PackageVerificationCode":
                current["packageVerificationCode"] = new JsonObject { ["packageVerificationCodeValue"] = words.Length == 0 ? "" : words[0] };
                return true;
            case "FilesAnalyzed":
                current["filesAnalyzed"] = string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
                return true;
            case "PackageChecksum" or "FileChecksum" or "ExternalRef" or "Relationship":
                defects.Add(SbomCodes.BadValue, new Locator(document, Line: line), $"the value of '{tag}' has not the parts that it must have");
                return true;
            default:
                return false;
        }
    }

    private void Relate(string from, string kind, string to) =>
        TranslatedText.ListOf(root, "relationships").Add((JsonNode)new JsonObject { ["spdxElementId"] = from, ["relationshipType"] = kind, ["relatedSpdxElement"] = to });

    private JsonObject Add(string list, string member, string value)
    {
        var element = new JsonObject { [member] = value };
        TranslatedText.ListOf(root, list).Add((JsonNode)element);
        return element;
    }
}
