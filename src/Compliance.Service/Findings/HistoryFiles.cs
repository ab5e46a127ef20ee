using System.Collections.Immutable;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Attestation;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities.Scans;
using Compliance.Policy.Facts;
using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Poam;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Findings;

/// <summary>Files that show earlier detections, as entries of the journal.</summary>
internal static class HistoryFiles
{
    private const string Hint = "what can be imported: compliance help record";

    /// <summary>
    /// One file by what it is: a POA&amp;M, an evidence package, a scan by another tool (also in a DSSE envelope, whose signature is not looked at: an earlier detection
    /// only makes clocks stricter), or a detection history of another data directory.
    /// </summary>
    /// <param name="dated">As of when a POA&amp;M speaks; null for the time of import.</param>
    public static (ImmutableArray<JournalEntry> Entries, ImmutableArray<Defect> Notes) Read(string path, DateTimeOffset? dated, string? asset, DateTimeOffset now, Limits limits)
    {
        if (!File.Exists(path)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {path}", Hint);
        if (path.EndsWith(".asice", StringComparison.OrdinalIgnoreCase)) return (Package(path, asset, now, limits), []);
        if (new FileInfo(path).Length > limits.MaxDocumentBytes) throw new VerbFailure(ExitCodes.UnreadableInput, $"{path} is larger than is read");
        var bytes = File.ReadAllBytes(path);
        if (!IsJson(bytes)) return Poam(path, bytes, dated, now, limits);
        var json = StrictJson.Read(bytes, Path.GetFileName(path), limits);
        if (!json.TryGet(out var tree)) throw VerbFailure.Unreadable(path, json.Defects, Hint);
        return tree.Root["schema"].TextEquals(DetectionHistory.Schema) ? (History(path, bytes, now, limits), []) : Scan(path, bytes, tree.Root, asset, now, limits);
    }

    private static bool IsJson(ReadOnlySpan<byte> bytes) => bytes.TrimStart(" \t\r\n\ufeff"u8) is [(byte)'{', ..];

    private static (ImmutableArray<JournalEntry>, ImmutableArray<Defect>) Poam(string path, byte[] bytes, DateTimeOffset? dated, DateTimeOffset now, Limits limits)
    {
        var at = FindingTime.WholeSecond(dated ?? now);
        var name = Path.GetFileName(path);
        var reading = PoamReader.Read(bytes, name, limits);
        if (!reading.TryGet(out var book)) throw VerbFailure.Unreadable(path, reading.Defects, Hint);
        var (findings, notes) = PoamImport.Of(book, at, limits);
        return ([Entry(ImportedEntry.Poam, name, bytes, at, now) with { Findings = findings }], [.. reading.Defects, .. notes]);
    }

    /// <summary>An earlier package is evidence of what it found; what it did not find says nothing of today.</summary>
    private static ImmutableArray<JournalEntry> Package(string path, string? asset, DateTimeOffset now, Limits limits)
    {
        var seen = PackageLook.Read(path, asset, now, limits);
        var findings = seen.Facts.SelectMany((facts, index) => facts.OfKind(FactKind.Vulnerability).Select(fact => fact.Value).OfType<VulnerabilityFact>().Select(fact => (Asset: $"{seen.AssetOf(index)}@{facts.Subject}", fact)))
            .GroupBy(pair => pair.fact.Id, StringComparer.Ordinal)
            .Select(group => new ImportedFinding
            {
                Id = group.Key,
                Aliases = [.. group.SelectMany(pair => pair.fact.Aliases).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                DetectedAt = seen.At,
                Title = $"{group.Key} in {string.Join(", ", group.Select(pair => pair.fact.Package).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}",
                Severity = group.First().fact.Severity,
                Assets = [.. group.Select(pair => pair.Asset).Distinct(StringComparer.Ordinal)],
            });
        return [new ImportedEntry { At = seen.At, RecordedAt = FindingTime.WholeSecond(now), Source = ImportedEntry.Package, Name = Path.GetFileName(path), Sha256 = PackageLook.DigestOf(path), Findings = [.. findings] }];
    }

    private static (ImmutableArray<JournalEntry>, ImmutableArray<Defect>) Scan(string path, byte[] bytes, JsonValue root, string? asset, DateTimeOffset now, Limits limits)
    {
        var name = Path.GetFileName(path);
        var reading = ReadScan(root, name, limits);
        if (!reading.TryGet(out var scan)) throw VerbFailure.Unreadable(path, reading.Defects, Hint);
        var imported = ScanImport.Of(scan, Assets(scan, asset), name);
        if (!imported.TryGet(out var seen)) throw VerbFailure.Unreadable(path, imported.Defects, "import a report that states its time, or a POA&M with the detection dates");
        return ([Entry(ImportedEntry.Scan, name, bytes, seen.At, now) with { Findings = seen.Findings }], reading.Defects);
    }

    private static Reading<ScanReport> ReadScan(JsonValue root, string name, Limits limits)
    {
        if (!root["payloadType"].HasValue) return ScanReader.Read(root, limits);
        var envelope = DsseEnvelope.Read(root, limits);
        return envelope.TryGet(out var read) ? ScanReader.Read(read.Payload.AsMemory(), name, limits) : Readings.Reject<ScanReport>(envelope.Defects);
    }

    /// <summary>What was scanned, by name and digest; the name alone where the scan has no digest, and nothing where neither it nor the caller names the image.</summary>
    private static ImmutableArray<string> Assets(ScanReport scan, string? asset)
    {
        ImmutableArray<string> known =
        [
            .. scan.Subjects.Select(subject => subject.Split("@sha256:", 2)).Where(parts => parts is [{ Length: > 0 }, _])
                .Select(parts => $"{asset ?? AuditObservations.AssetOf(parts[0])}@sha256:{parts[1]}").Distinct(StringComparer.Ordinal),
        ];
        return known.IsEmpty && asset is not null ? [asset] : known;
    }

    private static ImmutableArray<JournalEntry> History(string path, byte[] bytes, DateTimeOffset now, Limits limits)
    {
        var name = Path.GetFileName(path);
        var reading = DetectionHistory.Read(bytes, name, limits);
        if (!reading.TryGet(out var history)) throw VerbFailure.Unreadable(path, reading.Defects, Hint);
        return
        [
            Entry(ImportedEntry.Scan, name, bytes, history.AsOf, now) with
            {
                Findings = [.. history.Records.Select(record => new ImportedFinding { TrackingId = record.TrackingId, Id = record.Id, Aliases = record.Aliases, DetectedAt = record.DetectedAt, Title = record.Id })],
            },
        ];
    }

    private static ImportedEntry Entry(string source, string name, byte[] bytes, DateTimeOffset at, DateTimeOffset now) =>
        new() { At = at, RecordedAt = FindingTime.WholeSecond(now), Source = source, Name = name, Sha256 = Digests.Sha256(bytes).Hex };
}
