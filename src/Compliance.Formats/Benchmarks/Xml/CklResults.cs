using System.Xml;

namespace Compliance.Formats.Benchmarks.Xml;

/// <summary>One iSTIG of a checklist of STIG Viewer 2.</summary>
internal sealed class CklResults(XmlResults walk, XmlReader reader, RuleList rules)
{
    /// <param name="target">Host name and comment of the asset.</param>
    /// <param name="tool">The comment with which STIG Viewer signs a file; empty when there is none.</param>
    public BenchmarkReport Read(string target, string tool)
    {
        rules.Target = target;
        rules.NoteSubjects(target);
        rules.Tool = tool;
        var name = "";
        var release = "";
        walk.Children(() =>
        {
            switch (reader.LocalName)
            {
                case "SID_NAME":
                    name = walk.Text();
                    break;
                case "SID_DATA" when name == "stigid":
                    rules.BenchmarkId = walk.Text();
                    break;
                case "SID_DATA" when name == "version":
                    rules.Version = walk.Text();
                    break;
                case "SID_DATA" when name == "releaseinfo":
                    release = walk.Text();
                    break;
                case "VULN":
                    Rule();
                    break;
            }
        });
        if (release.Length > 0) rules.Version = $"{rules.Version} {release}".Trim();
        return rules.Build();
    }

    private void Rule()
    {
        var place = walk.Place;
        var (attribute, id, severity, stated, rationale) = ("", "", "", "", "");
        walk.Children(() =>
        {
            switch (reader.LocalName)
            {
                case "VULN_ATTRIBUTE":
                    attribute = walk.Text();
                    break;
                case "ATTRIBUTE_DATA" when attribute == "Vuln_Num":
                    id = walk.Text();
                    break;
                case "ATTRIBUTE_DATA" when attribute == "Severity":
                    severity = walk.Text();
                    break;
                case "STATUS":
                    stated = walk.Text();
                    break;
                case "FINDING_DETAILS" or "COMMENTS":
                    if (walk.Text() is { Length: > 0 } text) rationale = rationale.Length == 0 ? text : RuleList.Cut($"{rationale} {text}");
                    break;
            }
        });
        var outcome = ChecklistWords.Outcome(stated);
        if (outcome is null) walk.Defects.Add(BenchmarkCodes.UnknownWord, place, $"'{stated}' is no status of a checklist: counted as unknown");
        rules.Add(new BenchmarkRule(id, severity, outcome ?? BenchmarkOutcome.Unknown, stated, rationale), place);
    }
}
