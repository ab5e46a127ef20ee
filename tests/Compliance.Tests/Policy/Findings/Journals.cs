using System.Collections.Immutable;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Recording;

namespace Compliance.Tests.Policy.Findings;

/// <summary>Short ways to write journals.</summary>
internal static class Journals
{
    public static readonly DateTimeOffset Day = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static string Hex(char digit) => new(digit, 64);

    public static ObservedEntry Observed(DateTimeOffset at, string image, params ObservedFinding[] findings) => new()
    {
        At = at,
        RecordedAt = at,
        Asset = "registry.example/app",
        Image = $"sha256:{Hex(image[0])}",
        PackageId = $"package-{image}",
        EvidenceRoot = $"sha256:{Hex(image[0])}",
        IsComplete = true,
        Findings = [.. findings],
    };

    public static ObservedFinding Finding(string id, string package = "openssl", string installed = "3.1.0-r0", string severity = "high", params string[] aliases) => new()
    {
        Id = id,
        Aliases = [.. aliases],
        Package = package,
        Installed = installed,
        Fixed = "3.1.0-r1",
        Severity = severity,
        Cvss = severity == "high" ? "7.5" : "",
        DetectedBy = "osv wolfi",
    };

    public static ImportedEntry Imported(DateTimeOffset at, string source, params ImportedFinding[] findings) => new()
    {
        At = at,
        RecordedAt = at,
        Source = source,
        Name = "poam.xlsx",
        Sha256 = Hex('e'),
        Findings = [.. findings],
    };

    public static ImportedFinding Row(string tracking, string id, DateTimeOffset? detected, bool? open = true, params string[] assets) =>
        new() { TrackingId = tracking, Id = id, DetectedAt = detected, IsOpen = open, Title = $"{id} in app", Severity = "high", Assets = [.. assets] };

    public static FindingRecord Record(DateTimeOffset asOf, params JournalEntry[] entries) => FindingRecord.Of("sys", entries, asOf);

    public static ImmutableArray<JournalEntry> All(params JournalEntry[] entries) => [.. entries];
}
