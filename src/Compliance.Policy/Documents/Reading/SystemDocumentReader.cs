using System.Collections.Immutable;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Policy.Documents;

/// <summary>Binds <c>system.yaml</c>. The structure is that of <c>policies/system.schema.json</c>.</summary>
internal static class SystemDocumentReader
{
    public static SystemDocument? Read(YamlNode root, DocumentText text)
    {
        if (DocumentReader.Over(root, text) is not { } reader) return null;
        var document = new SystemDocument
        {
            Id = reader.Text("id", DocumentPatterns.Id),
            Title = reader.Text("title"),
            Dated = reader.Text("dated", DocumentPatterns.Day),
            FedRampId = reader.OptionalText("fedRampId"),
            Certification = Certification(reader.OptionalMapping("certification")),
            Baseline = reader.OptionalChoice<LegacyBaseline>("baseline"),
            Adopted = reader.Mappings("adopted", item => new AdoptionDocument { Ruleset = item.Text("ruleset"), On = item.Text("on", DocumentPatterns.Day) }),
            Assessments = reader.Mappings("assessments", Assessment),
            Services = reader.Mappings("services", Service),
            Owners = reader.Mappings("owners", Person),
            Modules = reader.Mappings("modules", SystemModulesReader.Module),
            Leveraged = reader.Mappings("leveraged", item => new LeveragedSystemDocument { FedRampId = item.Text("fedRampId"), Title = item.Text("title") }),
            Parameters = reader.Map("parameters", DocumentPatterns.Id, (node, path) => Values(node, text, path)),
            Deviations = reader.Mappings("deviations", Deviation),
            Agencies = reader.OptionalNumber("agencies", 0, 1_000_000),
            Registries = reader.Mappings("registries", item => new RegistryDocument { Name = item.Text("name"), ScanEveryDays = item.RequiredNumber("scanEveryDays", 1, 3650), Document = item.OptionalText("document") }),
            Triage = reader.Mappings("triage", Triage),
            Vex = reader.Mappings("vex", VexTrust),
            Submissions = reader.Mappings("submissions", SystemModulesReader.Submission),
            ModuleStream = SystemModulesReader.Stream(reader.OptionalMapping("moduleStream")),
            Unvalidated = reader.Mappings("unvalidated", SystemModulesReader.Unvalidated),
            Exchanges = reader.Mappings("exchanges", SystemModulesReader.Exchange),
            Approvers = reader.Mappings("approvers", Person),
        };
        reader.Finish();
        return document;
    }

    private static ImmutableSortedDictionary<string, object> Values(YamlNode node, DocumentText text, string path)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        if (DocumentReader.Over(node, text, path) is not { } reader) return values.ToImmutable();
        foreach (var entry in reader.Mapping.Entries) values[entry.Key.Text] = reader.ReadValue(entry.Value, $"{path}/{entry.Key.Text}");
        return values.ToImmutable();
    }

    internal static CertificationDocument? Certification(DocumentReader? reader)
    {
        if (reader is null) return null;
        var certification = new CertificationDocument { Type = reader.Text("type", "^(rev5|20x)$"), Class = reader.Text("class", "^[a-d]$") };
        reader.Finish();
        return certification;
    }

    private static AssessmentDocument Assessment(DocumentReader reader) => new()
    {
        Kind = reader.Text("kind"),
        Starts = reader.Text("starts", DocumentPatterns.Day),
        Assessor = reader.OptionalText("assessor"),
    };

    private static ServiceDocument Service(DocumentReader reader) => new()
    {
        Name = reader.Text("name"),
        Images = reader.Texts("images"),
        Exposure = reader.OptionalChoice<Exposure>("exposure"),
        Uses = reader.Mappings("uses", SystemModulesReader.Use),
    };

    private static DeviationDocument Deviation(DocumentReader reader) => new()
    {
        Policy = reader.Text("policy", DocumentPatterns.Id),
        Rule = reader.Text("rule"),
        Images = reader.Texts("images"),
        Reason = reader.Text("reason"),
        CustomerRisk = reader.Text("customerRisk"),
        AcceptedBy = reader.OptionalText("acceptedBy"),
        AcceptedOn = reader.OptionalText("acceptedOn", DocumentPatterns.Day),
        Expires = reader.OptionalText("expires", DocumentPatterns.Day),
        Document = reader.OptionalText("document"),
    };

    private static TriageDocument Triage(DocumentReader reader) => new()
    {
        Vulnerability = reader.Text("vulnerability"),
        Package = reader.OptionalText("package"),
        Images = reader.Texts("images"),
        Evaluated = reader.Text("evaluated", DocumentPatterns.Time),
        Impact = reader.OptionalNumber("impact", 1, 5),
        LikelyExploitable = reader.OptionalTruth("likelyExploitable"),
        InternetReachable = reader.OptionalTruth("internetReachable"),
        Automatable = reader.OptionalTruth("automatable"),
        TotalImpact = reader.OptionalTruth("totalImpact"),
        Author = reader.Text("author"),
        Reason = reader.Text("reason"),
        Expires = reader.Node("expires") is null ? null : reader.Day("expires"),
    };

    private static VexTrustDocument VexTrust(DocumentReader reader) => new()
    {
        Sha256 = reader.Text("sha256", "^[0-9a-f]{64}$"),
        Issuer = reader.Text("issuer"),
        Products = reader.Texts("products"),
        Author = reader.Text("author"),
        Reason = reader.Text("reason"),
        Expires = reader.Node("expires") is null ? null : reader.Day("expires"),
    };

    private static PersonDocument Person(DocumentReader reader) => new() { Name = reader.Text("name"), Role = reader.Text("role") };
}
