using Compliance.Formats.Reading.Yaml;

namespace Compliance.Policy.Documents;

/// <summary>Binds a profile. The structure is that of <c>policies/profile.schema.json</c>.</summary>
internal static class ProfileDocumentReader
{
    public static ProfileDocument? Read(YamlNode root, DocumentText text)
    {
        if (DocumentReader.Over(root, text) is not { } reader) return null;
        var document = new ProfileDocument
        {
            Id = reader.Text("id", DocumentPatterns.Id),
            Title = reader.Text("title"),
            Certification = SystemDocumentReader.Certification(reader.OptionalMapping("certification")),
            Baseline = reader.OptionalChoice<LegacyBaseline>("baseline"),
            Rules = reader.Mappings("rules", RuleText, required: true),
            Effective = PolicyDocumentReader.Effective(reader.OptionalMapping("effective")),
            Frameworks = reader.Texts("frameworks", required: true),
            Policies = reader.Mappings("policies", Policy, required: true),
            Waivers = WaiverRule(reader.OptionalMapping("waivers")),
            Force = reader.Mappings("force", RuleForce),
        };
        reader.Finish();
        return document;
    }

    private static RuleTextDocument RuleText(DocumentReader reader) => new()
    {
        Ruleset = reader.OptionalText("ruleset", "^[A-Z]{3}$"),
        Title = reader.Text("title"),
        Version = reader.Text("version"),
        Published = reader.Text("published", DocumentPatterns.Day),
        Source = reader.Text("source"),
        OptionalFrom = reader.OptionalText("optionalFrom", DocumentPatterns.Day),
        ObtainFrom = reader.OptionalText("obtainFrom", DocumentPatterns.Day),
        MaintainFrom = reader.OptionalText("maintainFrom", DocumentPatterns.Day),
        GraceUntil = reader.OptionalText("graceUntil", DocumentPatterns.Day),
        GraceUntilAssessmentAfter = reader.OptionalText("graceUntilAssessmentAfter", DocumentPatterns.Day),
    };

    private static ProfilePolicyDocument Policy(DocumentReader reader) => new()
    {
        Id = reader.Text("id", DocumentPatterns.Id),
        Parameters = reader.Map("parameters", DocumentPatterns.Name, reader.ReadValue),
        Severity = reader.OptionalChoice<Severity>("severity"),
    };

    private static WaiverRuleDocument? WaiverRule(DocumentReader? reader)
    {
        if (reader is null) return null;
        var rule = new WaiverRuleDocument { Signature = reader.OptionalChoice<SignatureRule>("signature") ?? default, MaxDays = reader.OptionalNumber("maxDays", 1, 36500) };
        reader.Finish();
        return rule;
    }

    private static RuleForceDocument RuleForce(DocumentReader reader) => new()
    {
        Framework = reader.Text("framework"),
        Id = reader.Text("id"),
        Force = reader.Choice<Force>("force"),
    };
}
