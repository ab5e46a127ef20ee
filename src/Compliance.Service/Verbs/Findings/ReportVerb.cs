using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Evidence.Findings;
using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Poam;
using Compliance.Reporting.FedRamp;
using Compliance.Reporting.Findings;
using Compliance.Reporting.Oscal;
using Compliance.Service.CommandLine;
using Compliance.Service.Findings;

namespace Compliance.Service.Verbs.Findings;

/// <summary><c>compliance vulns report</c>: what FedRAMP and agencies get every month beside the POA&amp;M.</summary>
internal static class ReportVerb
{
    private const int TrendMonths = 12;

    public static Command Build(CommandContext context, Option<string?> data)
    {
        Option<string> target = new("--out") { Description = "Folder for the files", HelpName = "dir", Required = true };
        Option<DateTimeOffset?> from = new("--from") { Description = "Start of the period (default: a month before --as-of)", HelpName = "time", CustomParser = TimeArgument.Parse };
        Option<string> overview = new("--overview-uri") { Description = "Absolute URI of the Certification Package Overview", HelpName = "uri", Required = true };
        var options = new FindingOptions(data);
        var verb = new Command("report", "Writes CR26 JSON (details, accepted, history), the OSCAL POA&M, trend and monthly data") { target, from, overview };
        options.AddTo(verb);
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var (system, asOf) = (options.System(parsed, context), options.AsOf(parsed, context));
            var start = FindingTime.WholeSecond(parsed.GetValue(from) ?? asOf.AddMonths(-1));
            if (start >= asOf) throw new VerbFailure(ExitCodes.Usage, "the period is empty: --from is not before --as-of");
            if (!Uri.TryCreate(parsed.GetValue(overview), UriKind.Absolute, out var uri) || uri.IsFile) throw new VerbFailure(ExitCodes.Usage, "--overview-uri is no absolute URI", "write it as https://…, or urn:…");
            var journal = await options.Keeper(parsed, context).ReadAsync(system.Id, cancellationToken).ConfigureAwait(false);
            var files = Files(journal, system, uri, start, asOf);
            var folder = parsed.GetValue(target)!;
            Directory.CreateDirectory(folder);
            foreach (var (name, bytes) in files) WholeFile.Write(Path.Combine(folder, name), bytes);
            Report(context, parsed.GetValue(options.Json), system, folder, files);
            return ExitCodes.Good;
        });
        return verb;
    }

    private static ImmutableArray<(string Name, byte[] Bytes)> Files(FindingJournal journal, FindingSystem system, Uri overview, DateTimeOffset from, DateTimeOffset asOf)
    {
        var record = journal.RecordAt(asOf);
        var month = PoamVerb.Month(journal, system, asOf, null);
        var documents = new VerDocuments(record, overview, system.Class, system.Vdr.AcceptAfter, system.Document.Agencies);
        var trend = TrendPoint.Of(journal.RecordAt, [.. Enumerable.Range(0, TrendMonths + 1).Select(back => asOf.AddMonths(back - TrendMonths))]);
        return
        [
            ("vulnerability-detail-report.json", documents.Details(from)),
            ("accepted-vulnerability-info.json", documents.Accepted(from)),
            ("historical-ver-activity.json", documents.History()),
            ("oscal-poam.json", OscalPoam.Write(record, month, $"{system.Document.Title}: plan of action and milestones", system.Document.FedRampId)),
            ("trend.csv", FindingReports.Trend(trend)),
            ("monthly.json", FindingReports.Monthly(record, month, trend, from)),
        ];
    }

    private static void Report(CommandContext context, bool json, FindingSystem system, string folder, ImmutableArray<(string Name, byte[] Bytes)> files)
    {
        if (json)
        {
            JsonOutput.Write(context.Terminal.Output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("class", system.Class.Name);
                writer.WriteStartArray("files");
                foreach (var (name, _) in files) writer.WriteStringValue(Path.Combine(folder, name));
                writer.WriteEndArray();
                writer.WriteStartArray("losses");
                foreach (var loss in VerDocuments.Losses) writer.WriteStringValue(loss);
                writer.WriteEndArray();
                writer.WriteEndObject();
            });
            return;
        }

        if (system.Document.Certification is null) context.Terminal.Error.WriteLine("note  the system file states no certification: the times are those of class C");
        foreach (var loss in VerDocuments.Losses) context.Terminal.Error.WriteLine($"note  {loss}");
        foreach (var (name, _) in files) context.Terminal.Output.WriteLine($"wrote  {Path.Combine(folder, name)}");
    }
}
