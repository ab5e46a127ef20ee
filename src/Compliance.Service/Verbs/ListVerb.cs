using System.CommandLine;
using Compliance.Policy.Results;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Terminals;
using Compliance.Store.Sqlite;

namespace Compliance.Service.Verbs;

/// <summary><c>compliance list</c>: the history of audits, newest first.</summary>
internal static class ListVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        Option<int> most = new("--most") { Description = "How many audits to list (1 to 1000)", HelpName = "n", DefaultValueFactory = _ => 20 };
        most.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1_000) result.AddError("--most takes a number from 1 to 1000");
        });
        Option<bool> json = JsonOption.Create();
        var verb = new Command("list", "Lists the audits made here, newest first") { most, json };
        verb.SetAction((parsed, cancellationToken) => RunAsync(
            context, DataDirectory.Resolve(parsed.GetValue(data), context.Environment), parsed.GetValue(most), parsed.GetValue(json), cancellationToken));
        return verb;
    }

    private static async Task<int> RunAsync(CommandContext context, string data, int most, bool json, CancellationToken cancellationToken)
    {
        var audits = Directory.Exists(data) ? await SqliteEvidenceStore.Open(data).ListAsync(most, cancellationToken).ConfigureAwait(false) : [];
        if (json)
        {
            JsonOutput.Write(context.Terminal.Output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("audits");
                foreach (var audit in audits) AuditJson.Write(writer, audit);
                writer.WriteEndArray();
                writer.WriteEndObject();
            });
            return ExitCodes.Good;
        }

        if (audits.IsEmpty)
        {
            context.Terminal.Output.WriteLine("no audits yet    first: compliance audit oci:<dir> --trust <dir>");
            return ExitCodes.Good;
        }

        var table = new Columns("started", "verdict", "met", "not met", "unknown", "image", "profile", "package");
        foreach (var audit in audits)
        {
            table.Add(
                VerdictTone.Of(audit.Verdict),
                audit.StartedAt.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
                audit.Verdict.ToWords(),
                Count(audit.Verdicts, Verdict.Met),
                Count(audit.Verdicts, Verdict.NotMet),
                Count(audit.Verdicts, Verdict.Unknown),
                audit.Reference,
                audit.ProfileId,
                audit.PackagePath.Length > 0 ? audit.PackagePath : $"kept as {audit.Package}");
        }

        table.Write(context.Terminal);
        return ExitCodes.Good;
    }

    private static string Count(IEnumerable<Evidence.Records.VerdictRecord> verdicts, Verdict verdict) =>
        verdicts.Count(result => result.Verdict == verdict).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
