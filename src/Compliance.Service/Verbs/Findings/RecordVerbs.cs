using System.CommandLine;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Findings;

/// <summary>The verbs on the record of findings, under <c>compliance vulns</c>.</summary>
internal static class RecordVerbs
{
    public static void AddTo(Command vulns, CommandContext context, Option<string?> data)
    {
        vulns.Add(ImportHistoryVerb.Build(context, data));
        vulns.Add(RecordVerb.Build(context, data));
        vulns.Add(PoamVerb.Build(context, data));
        vulns.Add(ReportVerb.Build(context, data));
        vulns.Add(DeltaVerb.Build(context, data));
    }
}
