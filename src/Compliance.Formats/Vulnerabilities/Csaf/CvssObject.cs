using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Csaf;

/// <summary>A CVSS score as FIRST's JSON schemas write it, and what its members say against its vector.</summary>
internal static partial class CvssObject
{
    // Member -> metric of the vector; of 2.0 and 3.x where they differ by their own names only.
    private static readonly FrozenDictionary<string, string> Metrics = new Dictionary<string, string>
    {
        ["accessVector"] = "AV",
        ["accessComplexity"] = "AC",
        ["authentication"] = "Au",
        ["attackVector"] = "AV",
        ["attackComplexity"] = "AC",
        ["attackRequirements"] = "AT",
        ["privilegesRequired"] = "PR",
        ["userInteraction"] = "UI",
        ["scope"] = "S",
        ["confidentialityImpact"] = "C",
        ["integrityImpact"] = "I",
        ["availabilityImpact"] = "A",
        ["vulnConfidentialityImpact"] = "VC",
        ["vulnIntegrityImpact"] = "VI",
        ["vulnAvailabilityImpact"] = "VA",
        ["subConfidentialityImpact"] = "SC",
        ["subIntegrityImpact"] = "SI",
        ["subAvailabilityImpact"] = "SA",
        ["exploitability"] = "E",
        ["exploitCodeMaturity"] = "E",
        ["exploitMaturity"] = "E",
        ["remediationLevel"] = "RL",
        ["reportConfidence"] = "RC",
        ["confidentialityRequirement"] = "CR",
        ["integrityRequirement"] = "IR",
        ["availabilityRequirement"] = "AR",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Words whose letter is not their first one.
    private static readonly FrozenDictionary<string, string> Letters = new Dictionary<string, string>
    {
        ["ADJACENT_NETWORK"] = "A",
        ["PROOF_OF_CONCEPT"] = "POC|P",
        ["OFFICIAL_FIX"] = "OF|O",
        ["TEMPORARY_FIX"] = "TF|T",
        ["UNCONFIRMED"] = "UC",
        ["UNCORROBORATED"] = "UR",
        ["NOT_DEFINED"] = "ND|X",
        ["UNREPORTED"] = "U",
        ["LOW_MEDIUM"] = "LM",
        ["MEDIUM_HIGH"] = "MH",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What the schema of the version requires: version, vector in its form, score from 0 to 10; a severity from 3.0 on; in 4.0 one score only.</summary>
    public static bool IsValid(string name, JsonValue score)
    {
        var vector = score["vectorString"].AsText ?? "";
        var version = score["version"].AsText;
        var hasScore = score["baseScore"].NumberText is { } text && double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 10;
        var isSeverity = score["baseSeverity"].AsText is "NONE" or "LOW" or "MEDIUM" or "HIGH" or "CRITICAL";
        return hasScore && name switch
        {
            "cvss_v2" => version == "2.0" && Vector2().IsMatch(vector),
            "cvss_v3" => version is "3.0" or "3.1" && isSeverity && vector.StartsWith($"CVSS:{version}/", StringComparison.Ordinal) && Vector3().IsMatch(vector),
            _ => version == "4.0" && isSeverity && Vector4().IsMatch(vector) && !score["threatScore"].HasValue && !score["environmentalScore"].HasValue && !score["threatSeverity"].HasValue && !score["environmentalSeverity"].HasValue,
        };
    }

    /// <summary>Members that the vector contradicts; one that the vector does not have says nothing against it unless it is of the base.</summary>
    public static IEnumerable<string> Contradictions(string name, JsonValue score)
    {
        var vector = (score["vectorString"].AsText ?? "").Split('/').Select(part => part.Split(':', 2)).Where(part => part.Length == 2).DistinctBy(part => part[0]).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        foreach (var member in score.Members)
        {
            if (member.Value.AsText is not { } word || MetricOf(name, member.Name) is not { } metric) continue;
            if (!vector.TryGetValue(metric, out var letter))
            {
                if (word != "NOT_DEFINED") yield return member.Name;
                continue;
            }

            var expected = (Letters.GetValueOrDefault(word) ?? word[..Math.Min(1, word.Length)]).Split('|');
            if (!expected.Contains(letter, StringComparer.Ordinal) && !(word == "MULTIPLE" && letter == "M")) yield return member.Name;
        }
    }

    private static string? MetricOf(string name, string member)
    {
        if (Metrics.TryGetValue(member, out var metric)) return metric;
        // The modified metrics of 3.x and 4.0 are those of the base behind an M.
        if (!member.StartsWith("modified", StringComparison.Ordinal) || name == "cvss_v2" || member.Length < 9) return null;
        var plain = char.ToLowerInvariant(member[8]) + member[9..];
        return Metrics.TryGetValue(plain, out var original) ? $"M{original}" : null;
    }

    [GeneratedRegex(@"^AV:[NAL]/AC:[LMH]/Au:[MSN]/C:[NPC]/I:[NPC]/A:[NPC](/E:(U|POC|F|H|ND))?(/RL:(OF|TF|W|U|ND))?(/RC:(UC|UR|C|ND))?(/CDP:(N|L|LM|MH|H|ND))?(/TD:(N|L|M|H|ND))?(/CR:(L|M|H|ND))?(/IR:(L|M|H|ND))?(/AR:(L|M|H|ND))?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Vector2();

    [GeneratedRegex(@"^CVSS:3[.][01]/((AV:[NALP]|AC:[LH]|PR:[NLH]|UI:[NR]|S:[UC]|[CIA]:[NLH]|E:[XUPFH]|RL:[XOTWU]|RC:[XURC]|[CIA]R:[XLMH]|MAV:[XNALP]|MAC:[XLH]|MPR:[XNLH]|MUI:[XNR]|MS:[XUC]|M[CIA]:[XNLH])/)*(AV:[NALP]|AC:[LH]|PR:[NLH]|UI:[NR]|S:[UC]|[CIA]:[NLH]|E:[XUPFH]|RL:[XOTWU]|RC:[XURC]|[CIA]R:[XLMH]|MAV:[XNALP]|MAC:[XLH]|MPR:[XNLH]|MUI:[XNR]|MS:[XUC]|M[CIA]:[XNLH])\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Vector3();

    [GeneratedRegex(@"^CVSS:4[.]0/AV:[NALP]/AC:[LH]/AT:[NP]/PR:[NLH]/UI:[NPA]/VC:[HLN]/VI:[HLN]/VA:[HLN]/SC:[HLN]/SI:[HLN]/SA:[HLN](/E:[XAPU])?(/CR:[XHML])?(/IR:[XHML])?(/AR:[XHML])?(/MAV:[XNALP])?(/MAC:[XLH])?(/MAT:[XNP])?(/MPR:[XNLH])?(/MUI:[XNPA])?(/MVC:[XNLH])?(/MVI:[XNLH])?(/MVA:[XNLH])?(/MSC:[XNLH])?(/MSI:[XNLHS])?(/MSA:[XNLHS])?(/S:[XNP])?(/AU:[XNY])?(/R:[XAUI])?(/V:[XDC])?(/RE:[XLMH])?(/U:(X|Clear|Green|Amber|Red))?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Vector4();
}
