using System.CommandLine;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Policy.Calendars;
using Compliance.Policy.Exceptions;
using Compliance.Policy.Library;
using Compliance.Service.Auditing;
using Compliance.Service.Cmvp;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Systems;

/// <summary><c>compliance calendar</c>: the days of a system with their sources.</summary>
internal static class CalendarVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        Option<string?> system = new("--system") { Description = "System file; without it, the days of every certification type", HelpName = "file" };
        Option<DateTimeOffset?> at = new("--at") { Description = "Date to count from, RFC 3339 (default: now)", HelpName = "time", CustomParser = TimeArgument.Parse };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("calendar", "Prints the days of a system: rule sets, adoption, assessments, certificates, submissions, deviations, waivers") { system, at, json };
        verb.SetAction(parsed =>
        {
            var limits = Limits.Default;
            var file = parsed.GetValue(system);
            var given = CallerFiles.Read(null, [], file, limits);
            var read = given.System is { } bytes ? SystemFile.Read(bytes, file!, limits).Required() : SystemFile.Neutral;
            var files = PolicyFolder.Read(Path.Combine(context.ProgramDirectory, "policies"));
            var library = PolicyLibrary.Load(files, limits);
            if (!library.TryGet(out var loaded)) throw VerbFailure.Unreadable("the policies folder", library.Defects);
            var calendar = SystemCalendar.Of(loaded, read, CmvpSource.Current(context, DataDirectory.Resolve(parsed.GetValue(data), context.Environment), limits).Catalog, Waivers(file, limits));
            var day = parsed.GetValue(at) ?? context.Clock.GetUtcNow();
            if (parsed.GetValue(json)) WriteJson(context.Terminal.Output, calendar, read, day);
            else Write(context.Terminal, calendar, read, day);
            return ExitCodes.Good;
        });
        return verb;
    }

    private static IEnumerable<Waiver> Waivers(string? systemFile, Limits limits) =>
        (CallerFiles.ReadWaivers(null, systemFile, limits) ?? []).Where(file => file.Path.EndsWith(Waiver.Extension, StringComparison.Ordinal))
            .Select(file => Waiver.Read(file.Bytes, file.Path, limits).Required());

    private static void Write(Terminal terminal, SystemCalendar calendar, SystemFile system, DateTimeOffset day)
    {
        var output = terminal.Output;
        output.WriteLine($"system  {(system.IsDefault ? "none: the days of every certification type" : Describe(system))}; counted from {Iso(day)}");
        output.WriteLine();
        var table = new Columns("day", "", "kind", "what", "source");
        foreach (var entry in calendar.Entries)
            table.Add(string.CompareOrdinal(entry.On, Iso(day)) < 0 ? Tone.Quiet : Tone.Plain, entry.On, Distance(entry.On, day), entry.Kind, entry.What, entry.Source);
        table.Write(terminal);
        if (calendar.Open.IsEmpty) return;
        output.WriteLine();
        var open = new Columns("no day yet", "decided by", "source");
        foreach (var one in calendar.Open) open.Add(Tone.Open, one.What, one.When, one.Source);
        open.Write(terminal);
    }

    private static string Describe(SystemFile system)
    {
        var document = system.Document;
        return string.Join(", ", new[]
        {
            $"{Terminal.Visible(document.Title)} ({Terminal.Visible(document.FedRampId ?? document.Id)})",
            document.Certification is { } certification ? $"{certification.Type} class {certification.Class.ToUpperInvariant()}" : "no certification stated",
            document.Baseline is { } baseline ? $"baseline {baseline}" : "",
        }.Where(part => part.Length > 0));
    }

    private static string Distance(string on, DateTimeOffset day) =>
        !DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? ""
        : (date.DayNumber - DateOnly.FromDateTime(day.UtcDateTime).DayNumber) switch
        {
            0 => "today",
            1 => "tomorrow",
            > 0 and var days => string.Create(CultureInfo.InvariantCulture, $"in {days} days"),
            var days => string.Create(CultureInfo.InvariantCulture, $"{-days} days ago"),
        };

    private static void WriteJson(TextWriter output, SystemCalendar calendar, SystemFile system, DateTimeOffset day) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("system", system.Document.Id);
        writer.WriteString("countedFrom", Iso(day));
        writer.WriteStartArray("entries");
        foreach (var entry in calendar.Entries)
        {
            writer.WriteStartObject();
            writer.WriteString("on", entry.On);
            writer.WriteString("kind", entry.Kind);
            writer.WriteString("what", entry.What);
            writer.WriteString("source", entry.Source);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("open");
        foreach (var one in calendar.Open)
        {
            writer.WriteStartObject();
            writer.WriteString("what", one.What);
            writer.WriteString("when", one.When);
            writer.WriteString("source", one.Source);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
