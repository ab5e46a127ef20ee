using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Benchmarks.Json;

/// <summary>Checklists of STIG Viewer 3: one report for each STIG.</summary>
internal sealed class CklbResults(DefectCollector defects)
{
    public ImmutableArray<BenchmarkReport> Read(JsonValue root)
    {
        var asset = root["target_data"];
        var target = string.Join(' ', new[] { "host_name", "fqdn", "comments" }.Select(name => asset[name].AsText ?? "").Where(text => text.Length > 0));
        var version = root["cklb_version"].AsText ?? "";
        return [.. root.OptionalMaps("stigs", defects).Select(stig => ReadStig(stig, target, version))];
    }

    private BenchmarkReport ReadStig(JsonValue stig, string target, string version)
    {
        var rules = new RuleList(BenchmarkFormat.Cklb, defects)
        {
            BenchmarkId = stig["stig_id"].AsText ?? "",
            Version = $"{stig["version"].AsText} {stig["release_info"].AsText}".Trim(),
            Tool = version.Length == 0 ? "" : $"checklist format {version}",
            Target = target,
        };
        rules.NoteSubjects(target);
        foreach (var rule in stig.OptionalMaps("rules", defects))
        {
            var stated = rule["status"].AsText ?? "";
            var outcome = ChecklistWords.Outcome(stated);
            if (outcome is null) defects.Add(BenchmarkCodes.UnknownWord, rule.Locator, $"'{RuleList.Cut(stated)}' is no status of a checklist: counted as unknown");
            var rationale = RuleList.Cut($"{rule["finding_details"].AsText} {rule["comments"].AsText}");
            var id = rule["group_id"].AsText is { Length: > 0 } group ? group : rule["rule_id"].AsText ?? "";
            rules.Add(new BenchmarkRule(RuleList.Cut(id), RuleList.Cut(rule["severity"].AsText ?? ""), outcome ?? BenchmarkOutcome.Unknown, RuleList.Cut(stated), rationale), rule.Locator);
        }

        return rules.Build();
    }
}
