using System.Collections.Frozen;
using System.Globalization;

namespace Compliance.Formats.Sbom.Profiles;

/// <summary>What rules can ask, by name. Profiles say which of these are asked; none of them knows a profile.</summary>
public static class SbomChecks
{
    private static readonly FrozenDictionary<string, Func<SbomChecked, SbomProfileRule, SbomReply>> OfDocument =
        new Dictionary<string, Func<SbomChecked, SbomProfileRule, SbomReply>>
        {
            ["none"] = (_, _) => new SbomReply(SbomAnswer.NotMachineCheckable, "no document shows it"),
            ["author"] = Author,
            ["author-contact"] = (sbom, _) => SbomReply.Of(sbom.Document.Creators.Any(creator => creator.Kind != "tool" && IsContact(creator.Contact)), "no author with a mail address or URL"),
            ["creator-organization"] = (sbom, _) => SbomReply.Of(sbom.Document.Creators.Any(creator => creator.Kind == "organization"), "no organization among the creators"),
            ["signed"] = (sbom, _) => sbom.Signed switch
            {
                true => SbomReply.Met,
                false => new SbomReply(SbomAnswer.DoesNotState, "no accepted signature covers it"),
                null => sbom.Document.HasSignature
                    ? new SbomReply(SbomAnswer.NotMachineCheckable, "it carries a signature that nobody has verified here")
                    : new SbomReply(SbomAnswer.NotMachineCheckable, "a signature beside the document was not looked for"),
            },
            ["format-name"] = (_, _) => SbomReply.Met,
            ["format-version"] = (sbom, rule) => SbomReply.Of(rule.Values.IsEmpty || rule.Values.Contains(FormatOf(sbom.Document), StringComparer.Ordinal), $"{FormatOf(sbom.Document)} is none of {string.Join(", ", rule.Values)}"),
            ["context"] = (sbom, rule) => SbomReply.OfText(string.Join(' ', sbom.Document.Contexts), "context of its making", rule.AcceptsUnknown),
            ["timestamp"] = (sbom, _) => SbomReply.Of(SbomTimes.IsTime(sbom.Document.Created), sbom.Document.Created.Length == 0 ? "no time" : "what it states is no time"),
            ["tool-name"] = (sbom, _) => SbomReply.Of(sbom.Document.Creators.Any(creator => creator.Kind == "tool"), "no tool"),
            ["tool-version"] = ToolVersion,
            ["document-id"] = (sbom, rule) => SbomReply.OfText(sbom.Document.Namespace, "identifier of the document", rule.AcceptsUnknown),
            ["document-uri"] = (sbom, _) => SbomReply.Of(IsUri(sbom.Document.Namespace), sbom.Document.Namespace.Length == 0 ? "no identifier of the document" : "its identifier is no URI"),
            ["document-name"] = (sbom, rule) => SbomReply.OfText(sbom.Document.Name, "name of the document", rule.AcceptsUnknown),
            ["data-licence"] = (sbom, rule) => SbomReply.OfText(sbom.Document.DataLicence, "licence of the document", rule.AcceptsUnknown),
            ["primary"] = (sbom, _) => SbomReply.Of(!sbom.Document.Described.IsEmpty, "it does not say what it is about"),
            ["relationships"] = (sbom, _) => SbomReply.Of(!sbom.Document.Described.IsEmpty || sbom.Document.Relationships.Any(one => one.Kind is "DEPENDS_ON" or "CONTAINS"), "no relationship"),
            ["contains"] = (sbom, _) => SbomReply.Of(sbom.Document.Relationships.Any(one => one.Kind is "CONTAINS" or "CONTAINED_BY"), "nothing is said to contain anything"),
            ["completeness"] = (sbom, _) => SbomReply.Of(sbom.Document.Completeness.Count > 0, "it does not say whether its lists are complete"),
            ["no-vulnerabilities"] = (sbom, _) => SbomReply.Of(sbom.Document.Vulnerabilities == 0, "it lists vulnerabilities"),
            ["sound"] = (sbom, _) => SbomReply.Of(sbom.Defects == 0, string.Create(CultureInfo.InvariantCulture, $"{sbom.Defects} defects of form were tolerated")),
            ["coverage"] = Coverage,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Exists(string scope, string check) => scope == "document" ? OfDocument.ContainsKey(check) : SbomComponentChecks.All.ContainsKey(check);

    internal static SbomReply Ask(SbomChecked sbom, SbomProfileRule rule) => OfDocument[rule.Check](sbom, rule);

    internal static bool IsContact(string contact) => contact.Contains('@', StringComparison.Ordinal) || IsUri(contact);

    internal static bool IsUri(string text) => Uri.TryCreate(text, UriKind.Absolute, out _);

    private static string FormatOf(SbomDocument sbom) => $"{(sbom.Format == SbomFormat.Spdx ? "spdx" : "cyclonedx")} {sbom.SpecVersion}";

    private static SbomReply Author(SbomChecked sbom, SbomProfileRule rule)
    {
        var names = sbom.Document.Creators.Where(creator => rule.AcceptsTool || creator.Kind != "tool").Select(creator => creator.Name).Where(name => name.Length > 0).ToList();
        if (names.Exists(name => !SbomWords.IsUnknown(name) && !SbomWords.IsWithheld(name))) return SbomReply.Met;
        return SbomReply.OfText(names.Count > 0 ? names[0] : "", "author", rule.AcceptsUnknown);
    }

    /// <summary>SPDX 2 joins name and version by a hyphen; a version has a digit.</summary>
    private static SbomReply ToolVersion(SbomChecked sbom, SbomProfileRule rule)
    {
        var tools = sbom.Document.Creators.Where(creator => creator.Kind == "tool").ToList();
        if (tools.Exists(tool => SbomWords.IsUnknown(tool.Version))) return SbomReply.OfText("unknown", "version of the tool", rule.AcceptsUnknown);
        return SbomReply.Of(tools.Exists(tool => tool.Version.Length > 0 || tool.Name[(tool.Name.LastIndexOf('-') + 1)..].Any(char.IsAsciiDigit)), tools.Count == 0 ? "no tool" : "no version of the tool");
    }

    private static SbomReply Coverage(SbomChecked sbom, SbomProfileRule rule) => sbom.Covered switch
    {
        null => new SbomReply(SbomAnswer.NotMachineCheckable, "the document was not compared with the software: name the image"),
        { IsEmpty: true } => SbomReply.Met,
        { } missing => new SbomReply(SbomAnswer.DoesNotState, string.Create(CultureInfo.InvariantCulture, $"{missing.Length} not listed: {string.Join(", ", missing.Take(10))}{(missing.Length > 10 ? ", …" : "")}")),
    };
}
