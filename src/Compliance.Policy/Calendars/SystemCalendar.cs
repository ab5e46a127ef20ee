using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Policy.Documents;
using Compliance.Policy.Exceptions;
using Compliance.Policy.Findings.Tracking;
using Compliance.Policy.Library;

namespace Compliance.Policy.Calendars;

/// <summary>
/// The days of a system: of the rule sets of its certification, of what it has adopted, of assessments, certificates, submissions, deviations and waivers, each with
/// where it is read. A rule set whose grace ends with an assessment that is not planned has no day.
/// </summary>
public sealed class SystemCalendar
{
    private const int SubmissionMonths = 6;

    private readonly List<CalendarEntry> entries = [];
    private readonly List<OpenDate> open = [];
    private readonly SystemDocument system;
    private readonly string file;

    private SystemCalendar(SystemFile system) => (this.system, file) = (system.Document, system.IsDefault ? "no system file" : $"system file of {system.Document.Dated}");

    /// <summary>Ordered by day, then by kind and words.</summary>
    public ImmutableArray<CalendarEntry> Entries { get; private set; } = [];

    /// <summary>What has no day yet.</summary>
    public ImmutableArray<OpenDate> Open { get; private set; } = [];

    /// <param name="catalog">Certificates and their sunsets; null when the catalog can't be read.</param>
    /// <param name="waivers">Waivers of the system.</param>
    public static SystemCalendar Of(PolicyLibrary library, SystemFile system, CmvpCatalog? catalog, IEnumerable<Waiver> waivers)
    {
        var calendar = new SystemCalendar(system);
        calendar.AddRules(library);
        calendar.AddSystem();
        calendar.AddModules(catalog);
        foreach (var waiver in waivers.Where(waiver => waiver.Document.System == system.Document.Id))
        {
            calendar.Add(waiver.Document.Expires, "waiver", $"last day of the waiver {waiver.Document.Id} for {waiver.Document.Policy}", $"waiver {waiver.Path}");
            if (waiver.Document.Vendor is { } vendor && VendorCheckIn.NextDue(vendor.CheckIns.Max(one => one.On) ?? "") is { } due)
                calendar.Add(due, "waiver", $"next check-in with the vendor of {vendor.Product} for the waiver {waiver.Document.Id}", $"waiver {waiver.Path}");
        }

        calendar.Entries = [.. calendar.entries.Distinct().OrderBy(entry => entry.On, StringComparer.Ordinal).ThenBy(entry => entry.Kind, StringComparer.Ordinal).ThenBy(entry => entry.What, StringComparer.Ordinal)];
        calendar.Open = [.. calendar.open.Distinct().OrderBy(one => one.What, StringComparer.Ordinal)];
        return calendar;
    }

    private void Add(string on, string kind, string what, string source) => entries.Add(new CalendarEntry(on, kind, what, source));

    private void AddRules(PolicyLibrary library)
    {
        var type = system.Certification?.Type;
        foreach (var date in library.Dates.Where(date => type is null || date.Types.IsEmpty || date.Types.Contains(type))) Add(date.On, "rules", date.What, date.Source);
        foreach (var profile in library.Profiles.Values.Select(profile => profile.Document).Where(Concerns))
        {
            foreach (var text in profile.Rules.Where(text => text.Ruleset is not null)) AddRuleSet(text, type is null ? $" ({profile.Certification?.Type})" : "");
        }
    }

    private bool Concerns(ProfileDocument profile) => profile.Certification is { } certification
        && (system.Certification is not { } own || (certification.Type == own.Type && certification.Class == own.Class));

    private void AddRuleSet(RuleTextDocument text, string type)
    {
        var name = $"{text.Ruleset} {text.Title}{type}";
        var source = $"{text.Source}, version {text.Version}";
        if (text.OptionalFrom is { } optional) Add(optional, "rules", $"{name}: may be adopted", source);
        if (text.ObtainFrom is { } obtain) Add(obtain, "rules", $"{name}: has to be kept to obtain a certification", source);
        if (text.MaintainFrom is { } maintain) Add(maintain, "rules", $"{name}: has to be kept to maintain a certification", source);
        if (text.GraceUntil is { } grace) Add(grace, "rules", $"{name}: grace ends", source);
        if (text.GraceUntilAssessmentAfter is not { } after) return;
        var next = system.Assessments.Select(assessment => assessment.Starts).Where(starts => string.CompareOrdinal(starts, after) > 0).Min(StringComparer.Ordinal);
        if (next is not null) Add(next, "rules", $"{name}: grace ends with this assessment, the first after {after}", $"{source}; {file}");
        else open.Add(new OpenDate($"{name}: grace ends", $"the first assessment that starts after {after}; none is planned", source));
    }

    private void AddSystem()
    {
        foreach (var adoption in system.Adopted) Add(adoption.On, "adoption", $"{adoption.Ruleset} adopted", file);
        foreach (var assessment in system.Assessments)
            Add(assessment.Starts, "assessment", $"{assessment.Kind} assessment starts{(assessment.Assessor is { } assessor ? $" ({assessor})" : "")}", file);
        foreach (var deviation in system.Deviations)
        {
            var what = $"deviation from {deviation.Rule} for {deviation.Policy}";
            if (deviation.Expires is { } last) Add(last, "deviation", $"last day of the {what}", file);
            if (deviation.AcceptedOn is null) open.Add(new OpenDate($"{what}: acceptance", "nobody has accepted it", file));
        }
    }

    private void AddModules(CmvpCatalog? catalog)
    {
        foreach (var module in system.Modules)
        {
            if (module.Certificate is not { } number) continue;
            var certificate = number is > 0 and <= int.MaxValue ? catalog?.Find((int)number) : null;
            var name = string.Create(CultureInfo.InvariantCulture, $"certificate #{number} of {module.Name} {module.Version}");
            if (certificate?.Sunset is { } sunset) Add(Iso(sunset), "certificate", $"sunset of {name} ({certificate.Standard})", $"CMVP catalog as of {Iso(catalog!.AsOf)}");
            else open.Add(new OpenDate($"sunset of {name}", certificate is null ? "the catalog does not list the certificate" : "the certificate lists no sunset", "CMVP catalog"));
        }

        foreach (var submission in system.Submissions)
        {
            var name = $"{submission.Module} {submission.Version}";
            if (submission.Submitted is { } day) Add(day, "submission", $"{name} submitted to the CMVP", file);
            else if (DateOnly.TryParseExact(submission.Released, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var released) && released.Year < 9999)
                Add(Iso(released.AddMonths(SubmissionMonths)), "submission", $"{name} has to be submitted to the CMVP, six months after its release", $"FedRAMP cryptographic module policy v1.1 FRR7; {file}");
        }
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
