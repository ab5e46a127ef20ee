using System.CommandLine;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Findings;

/// <summary><c>compliance vulns</c>: vulnerabilities, and the record of them.</summary>
internal static class VulnsVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        var verb = new Command("vulns", "Vulnerabilities over time: record, POA&M, reports, deltas (compliance help record)");
        RecordVerbs.AddTo(verb, context, data);
        return verb;
    }
}
