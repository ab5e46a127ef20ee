using System.CommandLine;
using System.Globalization;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.Reading;
using Compliance.Service.Cmvp;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Modules;

/// <summary>
/// <c>compliance cmvp</c>: takes in NIST's lists, and shows what certificates are stated to be, what that comes to on a date, and what differs between two lists.
/// </summary>
internal static class CmvpVerb
{
    public static Command Build(CommandContext context, Option<string?> data) => new("cmvp", "Imports NIST's lists of certificates and looks into them")
    {
        CmvpImportVerb.Build(context, data),
        Show(context, data),
        Search(context, data),
        Diff(context, data),
    };

    private static Command Show(CommandContext context, Option<string?> data)
    {
        Argument<int> number = new("certificate") { Description = "Number of the certificate" };
        var (at, catalog, json) = Options();
        var verb = new Command("show", "Shows one certificate and its state on a date") { number, at, catalog, json };
        verb.SetAction(parsed =>
        {
            var source = Open(context, parsed.GetValue(catalog), parsed.GetValue(data));
            var wanted = parsed.GetValue(number);
            var found = source.Catalog.Find(wanted) ?? throw new VerbFailure(ExitCodes.UnreadableInput, $"the catalog has no certificate {wanted.ToString(CultureInfo.InvariantCulture)}", $"as of {Text(source.Catalog.AsOf)} it holds {(source.ListDigest is null ? "modules that containers meet; import NIST's whole list (compliance cmvp import), or see" : "what was imported; see")} {CmvpJson.Page(wanted)}");
            var day = UsDate.Of(parsed.GetValue(at) ?? context.Clock.GetUtcNow());
            if (parsed.GetValue(json)) CmvpJson.Write(context.Terminal.Output, source, [found], day);
            else
            {
                Write(context.Terminal, found, day);
                context.Terminal.Output.WriteLine($"catalog     as of {Text(source.Catalog.AsOf)}, reviewed {Text(source.Catalog.ReviewedOn)}, {source.Digest}{(source.ListDigest is { } list ? $" under the imported list {list}" : "")}");
                WarnOfAge(context.Terminal, source, day);
            }

            return ExitCodes.Good;
        });
        return verb;
    }

    private static Command Search(CommandContext context, Option<string?> data)
    {
        Argument<string> words = new("text") { Description = "Part of a module's name, vendor or family" };
        var (at, catalog, json) = Options();
        var verb = new Command("search", "Lists certificates and modules in process by name, vendor or family") { words, at, catalog, json };
        verb.SetAction(parsed =>
        {
            var source = Open(context, parsed.GetValue(catalog), parsed.GetValue(data));
            var text = parsed.GetValue(words)!;
            var day = UsDate.Of(parsed.GetValue(at) ?? context.Clock.GetUtcNow());
            var found = source.Catalog.Certificates.Where(row => Has(text, row.Name, row.Vendor, row.Family)).ToList();
            var inProcess = source.Catalog.Submissions.Where(row => Has(text, row.Name, row.Vendor)).ToList();
            if (parsed.GetValue(json))
            {
                CmvpJson.Write(context.Terminal.Output, source, found, day, inProcess);
                return ExitCodes.Good;
            }

            var table = new Columns("certificate", "state", "standard", "sunset", "family", "module", "vendor");
            foreach (var row in found) table.Add(Tone.Plain, $"#{Number(row)}", CmvpStatus.On(row, day).Word, row.Standard, Sunset(row), row.Family, Short(row.Name), Short(row.Vendor));
            foreach (var row in inProcess) table.Add(Tone.Quiet, "in process", row.Stage, row.Standard, $"since {Text(row.Since)}", "", Short(row.Name), Short(row.Vendor));
            if (table.Count > 0) table.Write(context.Terminal);
            else context.Terminal.Output.WriteLine($"the catalog has no certificate with '{Terminal.Visible(text)}'");
            WarnOfAge(context.Terminal, source, day);
            return ExitCodes.Good;
        });
        return verb;
    }

    private static Command Diff(CommandContext context, Option<string?> data)
    {
        Argument<string> before = new("before") { Description = "Catalog or imported list" };
        Argument<string?> after = new("after") { Description = "Catalog or imported list (default: what audits use now)", Arity = ArgumentArity.ZeroOrOne };
        var (at, _, json) = Options();
        var verb = new Command("diff", "Says which certificates differ between two catalogs (exit 0 when none, 1 when some)") { before, after, at, json };
        verb.SetAction(parsed =>
        {
            var old = CmvpSource.OfFile(parsed.GetValue(before)!, Limits.Default);
            var young = Open(context, parsed.GetValue(after), parsed.GetValue(data));
            var day = UsDate.Of(parsed.GetValue(at) ?? context.Clock.GetUtcNow());
            var changes = Changes(old.Catalog, young.Catalog, day);
            if (parsed.GetValue(json)) CmvpJson.WriteChanges(context.Terminal.Output, old, young, day, changes);
            else if (changes.Count == 0) context.Terminal.Output.WriteLine("no certificate differs");
            else
            {
                var table = new Columns("certificate", "module", "before", "after");
                foreach (var (number, name, left, right) in changes) table.Add(Tone.Plain, $"#{number.ToString(CultureInfo.InvariantCulture)}", Short(name), left, right);
                table.Write(context.Terminal);
            }

            return changes.Count == 0 ? ExitCodes.Good : ExitCodes.Bad;
        });
        return verb;
    }

    private static List<(int Number, string Name, string Before, string After)> Changes(CmvpCatalog old, CmvpCatalog young, DateOnly day)
    {
        var (left, right) = (old.Certificates.ToDictionary(row => row.Number), young.Certificates.ToDictionary(row => row.Number));
        var changes = new List<(int, string, string, string)>();
        foreach (var number in left.Keys.Union(right.Keys).Order())
        {
            var (one, two) = (left.GetValueOrDefault(number), right.GetValueOrDefault(number));
            if (State(one, day) != State(two, day)) changes.Add((number, (two ?? one)!.Name, State(one, day), State(two, day)));
        }

        return changes;
    }

    private static (Option<DateTimeOffset?> At, Option<string?> Catalog, Option<bool> Json) Options() =>
    (
        new("--at") { Description = "Date that states are judged on (default: now)", HelpName = "time", CustomParser = TimeArgument.Parse },
        new("--catalog") { Description = "Another catalog or imported list than the one that audits use", HelpName = "file" },
        JsonOption.Create()
    );

    private static void Write(Terminal terminal, CmvpCertificate certificate, DateOnly day)
    {
        var status = CmvpStatus.On(certificate, day);
        terminal.Output.WriteLine(terminal.Paint(Tone.Strong, $"#{Number(certificate)}  {Terminal.Visible(certificate.Name)}"));
        terminal.Output.WriteLine($"vendor      {Terminal.Visible(certificate.Vendor)}");
        terminal.Output.WriteLine($"standard    {certificate.Standard}, level {certificate.Level.ToString(CultureInfo.InvariantCulture)}{(certificate.Interim ? ", interim validation" : "")}");
        terminal.Output.WriteLine($"state       {status.Word} on {Text(day)}: {status.Reason}");
        terminal.Output.WriteLine($"stated      {certificate.Status.ToString().ToLowerInvariant()} on {Text(certificate.StatusAsOf)}    sunset {Sunset(certificate)}");
        terminal.Output.WriteLine($"entropy     {(certificate.EntropyCaveat is { } caveat ? caveat ? "no assurance of the minimum strength of generated keys" : "no caveat" : "not known")}");
        foreach (var identity in certificate.Identities)
        {
            terminal.Output.WriteLine($"module      {Terminal.Visible(identity.Name)} {identity.Version ?? "(version not stated)"}{(identity.Build is { Length: > 0 } build ? $"-{build}" : "")}    {Terminal.Visible(identity.Source)}");
        }

        terminal.Output.WriteLine($"source      {Terminal.Visible(certificate.Source)}    {certificate.Url}");
    }

    /// <exception cref="VerbFailure">There is no such file, or it is no catalog.</exception>
    private static CmvpSource Open(CommandContext context, string? file, string? data) => file is not null
        ? CmvpSource.OfFile(file, Limits.Default)
        : CmvpSource.Current(context, DataDirectory.Resolve(data, context.Environment), Limits.Default);

    private static void WarnOfAge(Terminal terminal, CmvpSource source, DateOnly day)
    {
        if (source.IsStaleOn(day)) terminal.Error.WriteLine($"stale: read {source.AgeOn(day).ToString(CultureInfo.InvariantCulture)} days before {Text(day)}; import NIST's lists anew (compliance cmvp import)");
    }

    private static bool Has(string text, params ReadOnlySpan<string> values)
    {
        foreach (var value in values)
        {
            if (value.Contains(text, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>Some names list every product: a table has room for their beginning, JSON for all of it.</summary>
    private static string Short(string text) => text.Length <= 70 ? text : $"{text[..69]}…";

    private static string State(CmvpCertificate? certificate, DateOnly day) => certificate is null ? "absent" : $"{CmvpStatus.On(certificate, day).Word}, sunset {Sunset(certificate)}";

    private static string Number(CmvpCertificate certificate) => certificate.Number.ToString(CultureInfo.InvariantCulture);

    private static string Sunset(CmvpCertificate certificate) => certificate.Sunset is { } sunset ? Text(sunset) : "not stated";

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
