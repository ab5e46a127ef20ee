using System.CommandLine;
using System.Globalization;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.Reading;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Modules;

/// <summary><c>compliance cmvp</c>: what the catalog of certificates says, what it comes to on a date, and what differs between two catalogs.</summary>
internal static class CmvpVerb
{
    private const long MaxBytes = 64L << 20;

    public static Command Build(CommandContext context)
    {
        var verb = new Command("cmvp", "Looks into the catalog of CMVP certificates");
        verb.Add(Show(context));
        verb.Add(Search(context));
        verb.Add(Diff(context));
        return verb;
    }

    private static Command Show(CommandContext context)
    {
        Argument<int> number = new("certificate") { Description = "Number of the certificate" };
        var (at, catalog) = Options();
        var verb = new Command("show", "Shows one certificate and its state on a date") { number, at, catalog };
        verb.SetAction(parsed =>
        {
            var (read, digest) = Open(context, parsed.GetValue(catalog));
            var wanted = parsed.GetValue(number);
            var found = read.Find(wanted) ?? throw new VerbFailure(ExitCodes.UnreadableInput, $"the catalog has no certificate {wanted.ToString(CultureInfo.InvariantCulture)}", $"it holds modules that containers meet, as of {Text(read.AsOf)}; see {Page(wanted)}");
            Write(context.Terminal, found, parsed.GetValue(at) ?? context.Clock.GetUtcNow());
            context.Terminal.Output.WriteLine($"catalog     as of {Text(read.AsOf)}, reviewed {Text(read.ReviewedOn)}, {digest}");
            return ExitCodes.Good;
        });
        return verb;
    }

    private static Command Search(CommandContext context)
    {
        Argument<string> words = new("text") { Description = "Part of a module's name, vendor or family" };
        var (at, catalog) = Options();
        var verb = new Command("search", "Lists certificates by name, vendor or family") { words, at, catalog };
        verb.SetAction(parsed =>
        {
            var (read, _) = Open(context, parsed.GetValue(catalog));
            var text = parsed.GetValue(words)!;
            var day = UsDate.Of(parsed.GetValue(at) ?? context.Clock.GetUtcNow());
            var table = new Columns("certificate", "state", "standard", "sunset", "family", "module", "vendor");
            foreach (var row in read.Certificates.Where(row => new[] { row.Name, row.Vendor, row.Family }.Any(value => value.Contains(text, StringComparison.OrdinalIgnoreCase))))
            {
                table.Add(Tone.Plain, $"#{Number(row)}", CmvpStatus.On(row, day).Word, row.Standard, Sunset(row), row.Family, row.Name, row.Vendor);
            }

            if (table.Count > 0) table.Write(context.Terminal);
            else context.Terminal.Output.WriteLine($"the catalog has no certificate with '{text}'");
            return ExitCodes.Good;
        });
        return verb;
    }

    private static Command Diff(CommandContext context)
    {
        Argument<string> before = new("before") { Description = "Catalog file" };
        Argument<string> after = new("after") { Description = "Catalog file" };
        Option<DateTimeOffset?> at = new("--at") { Description = "Date that states are judged on", HelpName = "time", CustomParser = TimeArgument.Parse };
        var verb = new Command("diff", "Says which certificates differ between two catalogs") { before, after, at };
        verb.SetAction(parsed =>
        {
            var (old, _) = Open(context, parsed.GetValue(before));
            var (young, _) = Open(context, parsed.GetValue(after));
            var day = UsDate.Of(parsed.GetValue(at) ?? context.Clock.GetUtcNow());
            var table = new Columns("certificate", "module", "before", "after");
            foreach (var number in old.Certificates.Concat(young.Certificates).Select(row => row.Number).Distinct().Order())
            {
                var (left, right) = (State(old.Find(number), day), State(young.Find(number), day));
                if (left != right) table.Add(Tone.Plain, $"#{number.ToString(CultureInfo.InvariantCulture)}", (young.Find(number) ?? old.Find(number))!.Name, left, right);
            }

            if (table.Count > 0) table.Write(context.Terminal);
            else context.Terminal.Output.WriteLine("no certificate differs");
            return ExitCodes.Good;
        });
        return verb;
    }

    private static (Option<DateTimeOffset?> At, Option<string?> Catalog) Options() =>
    (
        new("--at") { Description = "Date that states are judged on (default: now)", HelpName = "time", CustomParser = TimeArgument.Parse },
        new("--catalog") { Description = "Another catalog than the one that comes with the program", HelpName = "file" }
    );

    private static void Write(Terminal terminal, CmvpCertificate certificate, DateTimeOffset at)
    {
        var status = CmvpStatus.On(certificate, UsDate.Of(at));
        terminal.Output.WriteLine(terminal.Paint(Tone.Strong, $"#{Number(certificate)}  {certificate.Name}"));
        terminal.Output.WriteLine($"vendor      {certificate.Vendor}");
        terminal.Output.WriteLine($"standard    {certificate.Standard}, level {certificate.Level.ToString(CultureInfo.InvariantCulture)}{(certificate.Interim ? ", interim validation" : "")}");
        terminal.Output.WriteLine($"state       {status.Word} on {Text(UsDate.Of(at))}: {status.Reason}");
        terminal.Output.WriteLine($"stated      {certificate.Status.ToString().ToLowerInvariant()} on {Text(certificate.StatusAsOf)}    sunset {Sunset(certificate)}");
        terminal.Output.WriteLine($"entropy     {(certificate.EntropyCaveat is { } caveat ? caveat ? "no assurance of the minimum strength of generated keys" : "no caveat" : "not known")}");
        foreach (var identity in certificate.Identities)
        {
            terminal.Output.WriteLine($"module      {identity.Name} {identity.Version ?? "(version not stated)"}{(identity.Build is { Length: > 0 } build ? $"-{build}" : "")}    {identity.Source}");
        }

        terminal.Output.WriteLine($"source      {certificate.Source}    {certificate.Url}");
    }

    /// <exception cref="VerbFailure">There is no such file, or it is no catalog.</exception>
    private static (CmvpCatalog Catalog, string Digest) Open(CommandContext context, string? file)
    {
        var path = file ?? Path.Combine(context.ProgramDirectory, "policies", "catalogs", "cmvp", "modules.json");
        if (!File.Exists(path)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {path}");
        if (new FileInfo(path).Length > MaxBytes) throw new VerbFailure(ExitCodes.UnreadableInput, $"{path} is too large for a catalog");
        var bytes = File.ReadAllBytes(path);
        var reading = CmvpCatalogReader.Read(bytes, path, Limits.Default);
        return reading.TryGet(out var catalog) ? (catalog, Digests.Sha256(bytes).ToString()) : throw VerbFailure.Unreadable(path, reading.Defects, "what a catalog holds: policies/catalogs/cmvp/README.md");
    }

    private static string State(CmvpCertificate? certificate, DateOnly day) => certificate is null ? "absent" : $"{CmvpStatus.On(certificate, day).Word}, sunset {Sunset(certificate)}";

    private static string Number(CmvpCertificate certificate) => certificate.Number.ToString(CultureInfo.InvariantCulture);

    private static string Sunset(CmvpCertificate certificate) => certificate.Sunset is { } sunset ? Text(sunset) : "not stated";

    private static string Page(int number) => $"https://csrc.nist.gov/projects/cryptographic-module-validation-program/certificate/{number.ToString(CultureInfo.InvariantCulture)}";

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
