using System.CommandLine;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Benchmarks;
using Compliance.Policy.HumanEvidence;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Verbs.Signing;

namespace Compliance.Service.Verbs.HumanEvidence;

/// <summary><c>compliance evidence add|import|list|check</c>: what people collected, and what other tools measured.</summary>
internal static class EvidenceVerb
{
    public static Command Build(CommandContext context, Option<string?> data) => new("evidence", "Human evidence and benchmark results (compliance help evidence)")
    {
        EvidenceAddVerb.Build(context, data),
        EvidenceImportVerb.Build(context),
        BuildLooking(context, "list", "Lists records and imports with what they are worth on the day", check: false),
        BuildLooking(context, "check", "Checks them as an audit would, images aside (exit 1 when one would not count)", check: true),
    };

    private static Command BuildLooking(CommandContext context, string name, string description, bool check)
    {
        var folder = EvidenceOptions.Folder();
        var judging = new JudgingOptions();
        Option<bool> json = JsonOption.Create();
        var verb = new Command(name, description) { folder };
        judging.AddTo(verb);
        verb.Add(json);
        verb.SetAction(parsed =>
        {
            var limits = Limits.Default;
            var files = EvidenceFolder.Read(parsed.GetValue(folder), limits)!.Value;
            var judged = judging.Read(parsed, context, limits);
            var documents = files.Select(file => RawDocument.Of(file.Path, RawRole.HumanEvidence, file.Path, new MediaType("application/octet-stream"), file.Bytes)).ToArray();
            var records = HumanEvidenceJudgement.Judge(judged.Policies, PeopleEvidence.Records(documents, judged.Trust, judged.At, limits), judged.At);
            var benchmarks = BenchmarkJudgement.Judge(PeopleEvidence.Benchmarks(documents, limits), [], judged.At);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(context.Terminal.Output, writer =>
                {
                    writer.WriteStartObject();
                    EvidenceLines.Write(writer, records, benchmarks);
                    writer.WriteEndObject();
                });
            }
            else if (records.IsEmpty && benchmarks.IsEmpty)
            {
                context.Terminal.Output.WriteLine("no evidence    first: compliance evidence add <file>");
            }
            else
            {
                EvidenceLines.Write(context.Terminal, records, benchmarks, "");
            }

            return check && (records.Any(record => !record.Counts) || benchmarks.Any(benchmark => !benchmark.Problems.IsEmpty)) ? ExitCodes.Bad : ExitCodes.Good;
        });
        return verb;
    }
}
