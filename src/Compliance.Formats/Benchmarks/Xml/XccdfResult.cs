using System.Xml;

namespace Compliance.Formats.Benchmarks.Xml;

/// <summary>One TestResult of XCCDF (NIST IR 7275 r4 section 6.6).</summary>
internal sealed class XccdfResult(XmlResults walk, XmlReader reader, RuleList rules)
{
    /// <param name="benchmark">The Benchmark around it; empty when there is none.</param>
    /// <param name="versions">Versions of the benchmarks read so far.</param>
    public BenchmarkReport Read(string benchmark, IReadOnlyDictionary<string, string> versions)
    {
        rules.BenchmarkId = benchmark;
        rules.Version = reader.GetAttribute("version") ?? "";
        rules.Tool = reader.GetAttribute("test-system") ?? "";
        walk.Children(Visit);
        if (rules.Version.Length == 0 && versions.TryGetValue(rules.BenchmarkId, out var version)) rules.Version = version;
        return rules.Build();
    }

    private void Visit()
    {
        switch (reader.LocalName)
        {
            case "benchmark":
                if (reader.GetAttribute("id") is { Length: > 0 } id) rules.BenchmarkId = id;
                else if (rules.BenchmarkId.Length == 0) rules.BenchmarkId = reader.GetAttribute("href") ?? "";
                break;
            case "profile":
                rules.Profile = reader.GetAttribute("idref") ?? "";
                break;
            case "target":
                rules.Target = walk.Text();
                rules.NoteSubjects(rules.Target);
                break;
            case "fact" or "target-address" or "target-id-ref":
                if (reader.GetAttribute("name") is { } name) rules.NoteSubjects(name);
                rules.NoteSubjects(walk.Text());
                break;
            case "rule-result":
                Rule();
                break;
        }
    }

    private void Rule()
    {
        var place = walk.Place;
        var (id, severity) = (reader.GetAttribute("idref") ?? "", reader.GetAttribute("severity") ?? "");
        var (stated, rationale, isOverridden) = ("", "", false);
        walk.Children(() =>
        {
            switch (reader.LocalName)
            {
                case "result":
                    stated = walk.Text();
                    break;
                case "override":
                    isOverridden = true;
                    break;
                case "message" or "remark":
                    if (walk.Text() is { Length: > 0 } text) rationale = rationale.Length == 0 ? text : RuleList.Cut($"{rationale} {text}");
                    break;
            }
        });
        var outcome = Outcome(stated);
        if (outcome is null) walk.Defects.Add(BenchmarkCodes.UnknownWord, place, $"'{stated}' is no result of XCCDF: counted as unknown");

        // An override is somebody's decision about a result, not a result: it can't make one better here.
        if (isOverridden && outcome is BenchmarkOutcome.Passed) outcome = BenchmarkOutcome.Unknown;
        rules.Add(new BenchmarkRule(RuleList.Cut(id), RuleList.Cut(severity), outcome ?? BenchmarkOutcome.Unknown, RuleList.Cut(isOverridden ? $"{stated} (overridden)" : stated), rationale), place);
    }

    // Table 26. "fixed" says that the target was changed while it was tested: an image is not.
    private static BenchmarkOutcome? Outcome(string word) => word switch
    {
        "pass" => BenchmarkOutcome.Passed,
        "fail" => BenchmarkOutcome.Failed,
        "notapplicable" => BenchmarkOutcome.NotApplicable,
        "notselected" or "informational" => BenchmarkOutcome.NotSelected,
        "error" or "unknown" or "notchecked" or "fixed" => BenchmarkOutcome.Unknown,
        _ => null,
    };
}
