using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Benchmarks.Json;

/// <summary>
/// Results of InSpec, which Heimdall and others write too: one report for each profile that no other profile includes. Controls of an overlay have their results in the
/// profile that it includes.
/// </summary>
internal sealed class HdfResults(DefectCollector defects)
{
    public ImmutableArray<BenchmarkReport> Read(JsonValue root)
    {
        JsonValue[] profiles = [.. root.OptionalMaps("profiles", defects)];
        var included = profiles.Where(profile => profile["parent_profile"].AsText is { Length: > 0 }).ToArray();
        var below = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        foreach (var control in included.SelectMany(profile => profile.OptionalMaps("controls", defects)))
        {
            if (control["id"].AsText is { } id && control["results"].Items.Any()) below.TryAdd(id, control);
        }

        var platform = root["platform"];
        var target = string.Join(' ', new[] { platform["target_id"].AsText, platform["name"].AsText, platform["release"].AsText }.Where(text => !string.IsNullOrEmpty(text)));
        var tool = root["version"].AsText is { Length: > 0 } version ? $"InSpec {version}" : "";
        return [.. profiles.Except(included).Select(profile => ReadProfile(profile, below, target, tool))];
    }

    private BenchmarkReport ReadProfile(JsonValue profile, Dictionary<string, JsonValue> below, string target, string tool)
    {
        var rules = new RuleList(BenchmarkFormat.Hdf, defects)
        {
            BenchmarkId = profile["name"].AsText ?? "",
            Version = profile["version"].AsText ?? "",
            Profile = profile["title"].AsText ?? "",
            Tool = tool,
            Target = target,
        };
        rules.NoteSubjects(target);
        foreach (var control in profile.OptionalMaps("controls", defects)) ReadControl(rules, control, below);
        return rules.Build();
    }

    private void ReadControl(RuleList rules, JsonValue control, Dictionary<string, JsonValue> below)
    {
        var id = control["id"].AsText ?? "";
        var results = control["results"].Items.Any() || !below.TryGetValue(id, out var included) ? control.OptionalMaps("results", defects) : included.OptionalMaps("results", defects);
        var (worst, any, rationale) = (BenchmarkOutcome.Passed, false, "");
        foreach (var result in results)
        {
            any = true;
            var word = result["status"].AsText ?? "";
            var outcome = Outcome(word);
            if (outcome is null) defects.Add(BenchmarkCodes.UnknownWord, result.Locator, $"'{RuleList.Cut(word)}' is no status of InSpec: counted as unknown");
            worst = (BenchmarkOutcome)Math.Min((int)worst, (int)(outcome ?? BenchmarkOutcome.Unknown));
            if (rationale.Length == 0) rationale = RuleList.Cut(result["skip_message"].AsText ?? result["message"].AsText ?? "");
        }

        if (!any) worst = BenchmarkOutcome.Unknown;

        // A waiver of the tool is somebody's decision about a result, not a result.
        var isWaived = control["waiver_data"].Members.Any();
        if (isWaived && worst != BenchmarkOutcome.Failed) worst = BenchmarkOutcome.Unknown;
        double? impact = double.TryParse(control["impact"].NumberText, NumberStyles.Float, CultureInfo.InvariantCulture, out var stated) ? stated : null;
        if (impact == 0 && worst != BenchmarkOutcome.Failed) worst = BenchmarkOutcome.NotApplicable;
        rules.Add(
            new BenchmarkRule(RuleList.Cut(id), impact is { } number ? string.Create(CultureInfo.InvariantCulture, $"impact {number}") : "", worst, isWaived ? "waived" : any ? worst.ToString() : "no result", rationale),
            control.Locator);
    }

    private static BenchmarkOutcome? Outcome(string word) => word switch
    {
        "passed" => BenchmarkOutcome.Passed,
        "failed" => BenchmarkOutcome.Failed,
        "skipped" or "error" => BenchmarkOutcome.Unknown,
        _ => null,
    };
}
