using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Collection.Systems;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Policy.Clocks;
using Compliance.Policy.Documents;

namespace Compliance.Evidence.Collection.Vulnerabilities.Clocks;

/// <summary>What the system file says about the findings of an image: triage records, and the exposure of the services that run it.</summary>
internal sealed class TriageRecords
{
    private readonly ImmutableArray<TriageDocument> records;
    private readonly DateTimeOffset evaluatedAt;

    private TriageRecords(ImmutableArray<TriageDocument> records, ClockInput<bool> exposure, ClockInput<string> certificationClass, DateTimeOffset evaluatedAt) =>
        (this.records, Exposure, CertificationClass, this.evaluatedAt) = (records, exposure, certificationClass, evaluatedAt);

    /// <summary>Of the services that run the image: one that the internet reaches is enough; only when all say otherwise it is not reached.</summary>
    public ClockInput<bool> Exposure { get; }

    public ClockInput<string> CertificationClass { get; }

    public static TriageRecords Of(ImageEvidence image, CollectionContext context) => image.Derived(evidence => Read(evidence, context));

    /// <summary>The record that is most about the finding and counts on the date that is judged; null when there is none.</summary>
    public TriageDocument? For(Finding finding) => records.IsEmpty ? null : records
        .Where(record => IsAbout(record, finding) && !IsExpired(record))
        .OrderByDescending(record => (record.Package is null ? 0 : 2) + (record.Images.IsEmpty ? 0 : 1))
        .ThenByDescending(record => record.Evaluated, StringComparer.Ordinal)
        .FirstOrDefault();

    public static string SourceOf(TriageDocument record) => $"triage by {record.Author}: {record.Reason}";

    /// <summary>Unknown for a time that the calendar does not have, and for one after the date that is judged.</summary>
    public ClockInput<DateTimeOffset> EvaluatedOf(TriageDocument record)
    {
        if (!DateTimeOffset.TryParseExact(record.Evaluated, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return ClockInput<DateTimeOffset>.Unknown($"the triage record's time '{record.Evaluated}' is none");
        return time > evaluatedAt ? ClockInput<DateTimeOffset>.Unknown("the triage record is from after the date that is judged") : ClockInput<DateTimeOffset>.Known(time, SourceOf(record));
    }

    private bool IsExpired(TriageDocument record) =>
        record.Expires is { } day && (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last) || UsDate.Of(evaluatedAt) > last);

    private static bool IsAbout(TriageDocument record, Finding finding) =>
        (record.Vulnerability == finding.Id || finding.Names.Contains(record.Vulnerability, StringComparer.Ordinal))
        && (record.Package is null || record.Package == finding.Target.Package || record.Package == finding.Target.Name || record.Package == finding.Target.Purl.Split('@', 2)[0]);

    private static TriageRecords Read(ImageEvidence image, CollectionContext context)
    {
        var system = SystemStatements.Of(image, context.Limits);
        if (system.Document is not { } document)
            return new TriageRecords([], ClockInput<bool>.Unknown("no system file states the exposure"), ClockInput<string>.Unknown("no system file states the class"), context.EvaluatedAt);
        var names = SystemStatements.Names(image);
        return new TriageRecords(
            [.. document.Triage.Where(record => record.IsFor(names))],
            ExposureOf([.. system.Services.Select(one => one.Service)]),
            document.Certification is { } certification ? ClockInput<string>.Known(certification.Class, "system file") : ClockInput<string>.Unknown("the system file states no certification"),
            context.EvaluatedAt);
    }

    private static ClockInput<bool> ExposureOf(ImmutableArray<ServiceDocument> services)
    {
        if (services.FirstOrDefault(service => service.Exposure == Policy.Documents.Exposure.Internet) is { } reached) return ClockInput<bool>.Known(true, $"system file: service {reached.Name}");
        if (services.IsEmpty) return ClockInput<bool>.Unknown("no service of the system file runs the image");
        return services.FirstOrDefault(service => service.Exposure is null) is { } open
            ? ClockInput<bool>.Unknown($"the system file does not state the exposure of service {open.Name}")
            : ClockInput<bool>.Known(false, $"system file: services {string.Join(", ", services.Select(service => service.Name))}");
    }
}
