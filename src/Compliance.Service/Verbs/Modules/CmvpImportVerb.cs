using System.CommandLine;
using System.Globalization;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.CryptoModules.Cmvp.Lists;
using Compliance.Formats.Reading;
using Compliance.Service.Cmvp;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Verbs.Signing;

namespace Compliance.Service.Verbs.Modules;

/// <summary><c>compliance cmvp import</c>: a dump of NIST's lists → a signed list in the data directory, which audits use from then on.</summary>
internal static class CmvpImportVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        Argument<string> file = new("file") { Description = "Dump of NIST's lists: JSON or CSV, gzip or not" };
        Option<DateTimeOffset?> asOf = new("--as-of") { Description = "Day on which the lists were read (default: what the dump says; CSV can't)", HelpName = "day", CustomParser = TimeArgument.Parse };
        Option<string?> source = new("--source") { Description = "Where the dump was fetched from", HelpName = "text" };
        Option<bool> partial = new("--partial") { Description = "The dump does not have every certificate: what it lacks stays as it was" };
        Option<bool> replace = new("--replace") { Description = "Also replace a list that is newer or has more certificates" };
        Option<bool> dry = new("--dry-run") { Description = "Read all and say what it is, store nothing" };
        Option<bool> json = JsonOption.Create();
        var key = new SigningKeyOptions(data);
        var verb = new Command("import", "Imports a dump of NIST's lists and signs it (exit 0, 2 when it is stale)") { file, asOf, source, partial, replace, dry, json };
        key.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var limits = Limits.Default;
            DateOnly? day = parsed.GetValue(asOf) is { } stated ? UsDate.Of(stated) : null;
            var list = CmvpImport.Read(parsed.GetValue(file)!, day, parsed.GetValue(source), !parsed.GetValue(partial), context.Clock, limits);
            var target = CmvpFolder.ListIn(DataDirectory.Resolve(parsed.GetValue(data), context.Environment));
            if (!parsed.GetValue(replace)) CmvpImport.CheckAgainst(list, Stored(target, limits));
            var bytes = CmvpListFile.Write(list);
            var signer = parsed.GetValue(dry) ? null : Store(target, bytes, () => key.Open(parsed, context), context.Clock);
            var summary = Summary.Of(list, bytes, context, limits, signer is null ? null : target, signer);
            if (parsed.GetValue(json)) summary.WriteJson(context.Terminal.Output);
            else summary.Write(context.Terminal.Output);
            return summary.IsStale ? ExitCodes.Open : ExitCodes.Good;
        });
        return verb;
    }

    private static CmvpList? Stored(string target, Limits limits) => File.Exists(target) && CmvpListFile.Read(CmvpFolder.ReadBounded(target), target, limits).TryGet(out var stored) ? stored : null;

    private static string Store(string target, byte[] list, Func<Compliance.Cryptography.Signing.SigningIdentity> open, TimeProvider clock)
    {
        using var signer = open();
        var signature = signer.SignDetached(list, DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds()));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        WholeFile.Write(target, list);
        WholeFile.Write(CmvpFolder.SignatureBeside(target), signature);
        return signer.Subject;
    }

    /// <summary>What was imported, in figures.</summary>
    private sealed record Summary(CmvpList List, string ListDigest, DateOnly Today, IReadOnlyList<(string State, int Stated, int Projected)> States, int Changed, int Missing, string? File, string? Signer)
    {
        public bool IsStale => Today.DayNumber - List.AsOf.DayNumber > CmvpSource.StaleAfterDays;

        public static Summary Of(CmvpList list, byte[] bytes, CommandContext context, Limits limits, string? file, string? signer)
        {
            var today = UsDate.Of(context.Clock.GetUtcNow());
            var reviewed = CmvpSource.OfFile(Path.Combine(context.ProgramDirectory, "policies", "catalogs", "cmvp", "modules.json"), limits).Catalog;
            var over = CmvpListOverlay.Over(reviewed, list);
            var numbers = list.Listings.Select(listing => listing.Number).ToHashSet();
            var projected = over.Certificates.Where(certificate => numbers.Contains(certificate.Number)).GroupBy(certificate => CmvpStatus.On(certificate, today).Word).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
            var stated = list.Listings.GroupBy(listing => listing.Status.ToString().ToLowerInvariant()).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
            return new Summary(
                list,
                Digests.Sha256(bytes).ToString(),
                today,
                [.. ((string[])["active", "interim-passed", "historical", "revoked", "none"]).Select(word => (word, stated.GetValueOrDefault(word), projected.GetValueOrDefault(word))).Where(row => row.Item2 > 0 || row.Item3 > 0)],
                reviewed.Certificates.Count(certificate => CmvpStatus.On(certificate, today).State != CmvpStatus.On(over.Find(certificate.Number)!, today).State),
                list.IsWhole ? reviewed.Certificates.Count(certificate => !numbers.Contains(certificate.Number) && certificate.StatusAsOf <= list.AsOf) : 0,
                file,
                signer);
        }

        public void Write(TextWriter output)
        {
            output.WriteLine($"{(File is null ? "read      " : "imported  ")}  {Certificates(List.Listings.Length)}, {Count(List.Submissions.Length)} modules in process, {Count(List.EntropySources.Length)} entropy sources; {(List.IsWhole ? "whole" : "a part")}, as of {Day(List.AsOf)}");
            output.WriteLine($"source      {Terminals.Terminal.Visible(List.Source)}");
            output.WriteLine($"dump        {List.Input}");
            output.WriteLine($"list        {ListDigest}{(File is null ? "" : $"  {File}")}");
            if (Signer is not null) output.WriteLine($"signed by   {Terminals.Terminal.Visible(Signer)}");
            output.WriteLine($"stated      {string.Join(", ", States.Where(row => row.Stated > 0).Select(row => $"{Count(row.Stated)} {row.State}"))}, on {Day(List.AsOf)}");
            output.WriteLine($"projected   {string.Join(", ", States.Where(row => row.Projected > 0).Select(row => $"{Count(row.Projected)} {row.State}"))}, on {Day(Today)}");
            output.WriteLine($"reviewed    {Certificates(Changed)} of the reviewed catalog in another state by it{(Missing > 0 ? $"; {Certificates(Missing)} of it not in the dump, counted as none" : "")}");
            if (IsStale) output.WriteLine($"stale       {Count(Today.DayNumber - List.AsOf.DayNumber)} days old: what NIST decided since is not in it");
        }

        public void WriteJson(TextWriter output) => JsonOutput.Write(output, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("asOf", Day(List.AsOf));
            writer.WriteString("source", List.Source);
            writer.WriteString("dump", List.Input.ToString());
            writer.WriteString("list", ListDigest);
            writer.WriteString("file", File);
            writer.WriteString("signer", Signer);
            writer.WriteBoolean("whole", List.IsWhole);
            writer.WriteNumber("certificates", List.Listings.Length);
            writer.WriteNumber("inProcess", List.Submissions.Length);
            writer.WriteNumber("entropySources", List.EntropySources.Length);
            writer.WriteStartObject("stated");
            foreach (var row in States) writer.WriteNumber(row.State, row.Stated);
            writer.WriteEndObject();
            writer.WriteString("projectedOn", Day(Today));
            writer.WriteStartObject("projected");
            foreach (var row in States) writer.WriteNumber(row.State, row.Projected);
            writer.WriteEndObject();
            writer.WriteNumber("changedStates", Changed);
            writer.WriteNumber("notInDump", Missing);
            writer.WriteBoolean("stale", IsStale);
            writer.WriteEndObject();
        });

        private static string Certificates(int count) => $"{Count(count)} {(count == 1 ? "certificate" : "certificates")}";

        private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

        private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
