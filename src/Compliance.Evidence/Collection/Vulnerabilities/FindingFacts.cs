using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Collection.Vulnerabilities.Clocks;
using Compliance.Evidence.Collection.Vulnerabilities.Vex;
using Compliance.Formats.Packages.Versions;
using Compliance.Formats.Vulnerabilities.Vex;
using Compliance.Policy.Clocks;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>Findings → facts, with what catalogs and scores say.</summary>
internal sealed class FindingFacts(ScoreLookup scores, ClockLookup clocks, VexEvidence vex, DateTimeOffset evaluatedAt)
{
    public VulnerabilityFact Compose(Finding finding)
    {
        var kev = scores.Kev(finding.Id);
        var cvss = scores.Cvss(finding.Id, finding.Matches);
        var fixedIn = Fixed(finding);
        var fact = new VulnerabilityFact
        {
            Id = finding.Id,
            Aliases = finding.Names,
            Package = finding.Target.Package,
            InstalledVersion = finding.Target.Installed,
            Origin = finding.Target.Name,
            Purl = finding.Target.Purl,
            Severity = cvss?.Rating ?? ScoreLookup.Rating(finding.Matches)?.Rating ?? "unknown",
            Cvss = cvss is null ? Knowable<string>.Unknown("no feed states a score") : Knowable<string>.Known(cvss.Score.ToString("F1", CultureInfo.InvariantCulture)),
            CvssVector = cvss?.Vector ?? "",
            CvssSource = cvss?.Source ?? "",
            FixedVersion = fixedIn,
            FixBy = FixBy(finding, fixedIn),
            KnownExploited = kev.IsKnown ? Knowable<bool>.Known(kev.Value is not null) : Knowable<bool>.Unknown(kev.Reason),
            KevDueOn = kev.IsKnown ? Knowable<string>.Known(kev.Value?.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "") : Knowable<string>.Unknown(kev.Reason),
            Epss = scores.Epss(finding.Id),
            Automatable = scores.Decision(finding.Id, "Automatable", "automatable"),
            TechnicalImpact = scores.Decision(finding.Id, "Technical Impact", "technicalImpact"),
            MatchedBy = Said(finding.Matches),
            ReportedBy = Said(finding.Matches.Where(match => match.IsScan)),
            DueOn = Knowable<string>.Unknown("no clock is in the policy set"),
        };
        return WithVex(WithClocks(fact, clocks.InputsOf(finding, kev, cvss)), finding);
    }

    private static ImmutableArray<string> Said(IEnumerable<FoundMatch> matches) => [.. matches.Select(match => match.By).Distinct(StringComparer.Ordinal)];

    /// <summary>A suppressed finding stays a finding: it says who suppressed it, why and when, and every statement that there is.</summary>
    private VulnerabilityFact WithVex(VulnerabilityFact fact, Finding finding)
    {
        var decisions = vex.For(finding);
        if (decisions.IsEmpty) return fact;
        ImmutableArray<string> statements = [.. decisions.Select(decision => decision.Text)];
        if (VexEvidence.Deciding(decisions) is not { } deciding) return fact with { VexStatements = statements };
        var statement = deciding.Statement;
        return fact with
        {
            VexStatements = statements,
            Suppressed = statement.Status is VexStatus.NotAffected or VexStatus.Fixed,
            VexStatus = deciding.StatusWord,
            VexJustification = statement.Justification.Length > 0 ? statement.Justification : statement.ImpactStatement,
            VexIssuer = deciding.Source.Issuer,
            VexAt = statement.StatedAt is { } time ? time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "",
        };
    }

    private VulnerabilityFact WithClocks(VulnerabilityFact fact, FindingInputs inputs)
    {
        var read = clocks.Read(inputs);
        return fact with
        {
            DetectedAt = Time(inputs.DetectedAt),
            EvaluatedAt = Time(inputs.EvaluatedAt),
            Exposed = inputs.IsExposed.Value,
            LikelyExploitable = inputs.IsLikelyExploitable.Value,
            PotentialImpact = inputs.PotentialImpact.Value,
            Rev5DueOn = Day(read, "rev5"),
            Rev5Overdue = Overdue(read, "rev5"),
            VdrDueOn = Day(read, "vdr"),
            VdrOverdue = Overdue(read, "vdr"),
            BodDueOn = Day(read, "bod"),
            BodOverdue = Overdue(read, "bod"),
            Forensics = Forensics(read),
            Clocks = ClockText.Lines(read),
            ClocksDiffer = read.Disagreement(),
            DueOn = read.StrictestDay(),
        };
    }

    private static Knowable<string> Time(ClockInput<DateTimeOffset> input) => input.Value.IsKnown
        ? Knowable<string>.Known(input.Value.Value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
        : Knowable<string>.Unknown(input.Value.Reason);

    private static Knowable<string> Day(ClockComparison read, string clock) => read.Of(clock)?.LastDay() ?? Knowable<string>.Unknown(NoTable(clock));

    private Knowable<bool> Overdue(ClockComparison read, string clock) => read.Of(clock)?.IsPastAt(evaluatedAt) ?? Knowable<bool>.Unknown(NoTable(clock));

    private static string NoTable(string clock) => clock switch
    {
        "rev5" => "the policy set has no table for the clock rev5",
        "vdr" => "the policy set has no table for the clock vdr",
        _ => "the policy set has no table for the clock bod",
    };

    private static Knowable<bool> Forensics(ClockComparison read)
    {
        var flags = read.Of("bod")?.Columns.Select(column => column.NeedsForensics).Distinct().ToList() ?? [];
        return flags is [var one] ? Knowable<bool>.Known(one) : Knowable<bool>.Unknown("depends on inputs that nobody states");
    }

    /// <summary>A rebuild takes what the distribution published; what a language's registry has must get into the sources first.</summary>
    private static string FixBy(Finding finding, Knowable<string> version)
    {
        if (!version.IsKnown || finding.Target.Ecosystems.IsEmpty) return "unknown";
        return version.Value.Length == 0 ? "none" : finding.Target.IsOperatingSystem ? "rebuild" : "dependency";
    }

    /// <summary>The highest version that a record calls fixed: below it some record still says affected. Records that can't be compared leave it unknown.</summary>
    private static Knowable<string> Fixed(Finding finding)
    {
        ImmutableArray<string> stated = [.. finding.Matches.Select(match => match.FixedVersion).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (stated.IsEmpty) return Knowable<string>.Known("");
        var order = finding.Target.Ecosystems.Select(VersionOrders.ForOsvEcosystem).FirstOrDefault();
        var highest = stated[0];
        foreach (var other in stated.Skip(1))
        {
            if (order?.Compare(other, highest) is not { } place) return Knowable<string>.Unknown($"the feeds differ: {string.Join(", ", stated)}");
            if (place > 0) highest = other;
        }

        return Knowable<string>.Known(highest);
    }
}
