using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Compliance.Evidence.Feeds;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities.Advisories;
using Compliance.Formats.Vulnerabilities.Exploitation;
using Compliance.Formats.Vulnerabilities.Feeds;
using Compliance.Formats.Vulnerabilities.Scans;
using Compliance.Formats.Vulnerabilities.Secdb;
using Compliance.Formats.Vulnerabilities.Vex;
using Compliance.Formats.Workbooks;
using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Poam;

namespace Compliance.Fuzz;

/// <summary>Readers of vulnerability feeds, scans, VEX documents, and of what the record of findings is made from.</summary>
internal static class FindingFuzzTargets
{
    private const string Digest = "7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d";

    private const string Osv = """{"id":"GHSA-1","modified":"2026-11-20T00:00:00Z","aliases":["CVE-2026-1"],"severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],"affected":[{"package":{"ecosystem":"npm","name":"a"},"ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.2.3-a.1"}]}],"versions":["1.0"]}]}""";

    private const string Secdb = """{"apkurl":"{{urlprefix}}/{{reponame}}","archs":["x86_64"],"reponame":"os","urlprefix":"https://packages.wolfi.dev","packages":[{"pkg":{"name":"a","secfixes":{"1.2-r0":["CVE-2026-1 GHSA-1"],"0":["CVE-2026-2"]}}}]}""";

    private const string Kev = """{"catalogVersion":"1","dateReleased":"2026-11-20T00:00:00Z","count":1,"vulnerabilities":[{"cveID":"CVE-2026-1","dateAdded":"2026-11-10","dueDate":"2026-11-24"}]}""";

    private const string Epss = "#model_version:v2026.01.01,score_date:2026-11-20T00:00:00+0000\ncve,epss,percentile\nCVE-2026-1,0.5,0.97\n";

    private static readonly string[] Lists =
    [
        """{"timestamp":"2026-11-20T00:00:00Z","vulnerabilities":[{"cve":{"id":"CVE-2026-1","metrics":{"cvssMetricV31":[{"type":"Primary","cvssData":{"baseScore":9.8}}]}}}]}""",
        """{"dataType":"CVE_RECORD","cveMetadata":{"cveId":"CVE-2026-1"},"containers":{"adp":[{"metrics":[{"other":{"type":"ssvc","content":{"timestamp":"2026-11-20T00:00:00Z","options":[{"Exploitation":"active"}]}}}]}]}}""",
        """{"generated_at":"2026-11-20T00:00:00Z","result":{"name":"alpine","aliases":["alpinelinux"],"releases":[{"name":"3.20","eolFrom":"2026-04-01"}]}}""",
    ];

    private static readonly string[] Scans =
    [
        """{"SchemaVersion":2,"CreatedAt":"2026-11-20T10:00:00Z","ArtifactName":"app","Results":[{"Vulnerabilities":[{"VulnerabilityID":"CVE-2026-7","PkgName":"zlib","InstalledVersion":"1","Severity":"HIGH"}]}]}""",
        """{"matches":[{"vulnerability":{"id":"CVE-2026-7","severity":"High"},"artifact":{"name":"zlib","version":"1"}}],"descriptor":{"name":"grype","timestamp":"2026-11-20T10:00:00Z"}}""",
        """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"t"}},"invocations":[{"endTimeUtc":"2026-11-20T10:00:00Z"}],"results":[{"ruleId":"CVE-2026-7","message":{"text":"x"}}]}]}""",
        """{"scanner":{"uri":"u","result":[{"id":"CVE-2026-7","severity":[{"method":"cvss","score":"9.8"}]}]},"metadata":{"scanFinishedOn":"2026-11-20T10:00:00Z"}}""",
    ];

    private const string OpenVex = """{"@context":"https://openvex.dev/ns/v0.2.0","@id":"x","author":"a","timestamp":"2026-11-01T00:00:00Z","version":1,"statements":[{"vulnerability":{"name":"CVE-2026-1"},"products":[{"@id":"pkg:apk/wolfi/a@1"}],"status":"fixed"}]}""";

    private const string Csaf = """{"document":{"category":"csaf_vex","csaf_version":"2.0","publisher":{"name":"p","category":"vendor","namespace":"https://p.example"},"title":"t","tracking":{"id":"1","status":"final","version":"1","current_release_date":"2026-11-01T00:00:00Z","initial_release_date":"2026-11-01T00:00:00Z","revision_history":[{"number":"1","date":"2026-11-01T00:00:00Z","summary":"s"}]}},"product_tree":{"full_product_names":[{"product_id":"P","name":"p","product_identification_helper":{"purl":"pkg:apk/wolfi/a@1"}}]},"vulnerabilities":[{"cve":"CVE-2026-1","product_status":{"fixed":["P"]}}]}""";

    private const string Poam = "\"POAM ID\",\"Weakness Name\",\"Original Detection Date\",\"CVE\",\"Asset Identifier\"\n\"P-1\",\"CVE-2026-1 in \"\"a\"\"\",\"2026-02-29\",\"CVE-2026-1\",\"app\nweb\"\n";

    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        new("feed-file", Texts([Osv, Secdb, Kev, Epss, .. Lists]), bytes => FeedFileReader.Read(bytes, "f", null, Limits.Default)),
        new("osv", Texts(Osv), bytes => OsvReader.Read(bytes, "f", Limits.Default)),
        new("osv-pass", [Canonical(Osv)], Agree),
        new("secdb", Texts(Secdb), bytes => SecdbReader.Read(bytes, "f", Limits.Default)),
        new("kev", Texts(Kev), bytes => KevReader.Read(bytes, "f", Limits.Default)),
        new("epss", Texts(Epss), bytes => EpssReader.Read(bytes, "f", Limits.Default)),
        new("feed-slice", [Slice()], bytes => FeedSlice.Read(bytes, "f", Limits.Default)),
        new("scan", Texts(Scans), bytes => ScanReader.Read(bytes, "f", Limits.Default)),
        new("vex", Texts(OpenVex, Csaf), bytes => VexReader.Read(bytes, "f", Limits.Default)),
        new("workbook", [Workbook()], bytes => XlsxReader.Read(bytes, "f", Limits.Default)),
        new("csv", Texts(Poam), bytes => CsvReader.Read(bytes, "f", Limits.Default)),
        new("poam", [.. Texts(Poam), Workbook()], Read),
        new("journal-entry", [Entry()], bytes => EntryJson.Read(bytes, "f", Limits.Default)),
        new("detection-history", [History()], bytes => DetectionHistory.Read(bytes, "f", Limits.Default)),
        new("date-correction", Texts("system: acme\nfinding: CVE-2026-1\ndetectedAt: 2026-11-01T00:00:00Z\nreason: the image was not deployed\n"), bytes => DateCorrection.Read(bytes, "f", Limits.Default)),
    ];

    private static void Read(byte[] bytes)
    {
        if (PoamReader.Read(bytes, "f.csv", Limits.Default).TryGet(out var book)) PoamImport.Of(book, new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.Zero), Limits.Default);
    }

    /// <summary>What the quick way reads the way by a tree reads too, as the same.</summary>
    private static void Agree(byte[] bytes)
    {
        if (CanonicalAdvisory.Read(bytes, Limits.Default) is not { } quick) return;
        if (!StrictJson.Read(bytes, "f", Limits.Default).TryGet(out var tree) || !OsvReader.Read(tree.Root, Limits.Default).TryGet(out var advisory) || JsonSerializer.Serialize(quick) != JsonSerializer.Serialize(advisory))
            throw new InvalidOperationException("read in one pass, and otherwise by way of a tree");
    }

    private static byte[] Canonical(string text) => CanonicalJson.Of(StrictJson.Read(Encoding.UTF8.GetBytes(text), "f", Limits.Default).TryGet(out var tree) ? tree.Root : default);

    private static byte[] Slice()
    {
        var time = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
        var header = new FeedHeader
        {
            Kind = FeedKind.Osv,
            Name = "wolfi",
            Source = "s",
            Digest = Formats.Digest.Parse($"sha256:{Digest}"),
            FetchedAt = time,
            ImportedAt = time,
            PublishedAt = time,
            MaxAgeDays = 7,
            Records = 1,
            Ecosystems = ["npm"],
            IsComplete = true,
        };
        return new FeedSlice(header, ["a"], [new FeedRecord("GHSA-1", Encoding.UTF8.GetBytes(Osv))]).Write().ToArray();
    }

    private static byte[] Entry() => EntryJson.Write(
        new ImportedEntry { At = DateTimeOffset.UnixEpoch, RecordedAt = DateTimeOffset.UnixEpoch, Source = ImportedEntry.Scan, Name = "n", Sha256 = Digest, Findings = [new ImportedFinding { Id = "CVE-2026-1", DetectedAt = DateTimeOffset.UnixEpoch }] }, Limits.Default);

    private static byte[] History() => new DetectionHistory(
        "acme", DateTimeOffset.UnixEpoch, 1, Digest, [new DetectionRecord("V-1", "CVE-2026-1", ["GHSA-1"], DateTimeOffset.UnixEpoch, "poam", "p.xlsx", Digest) { Correction = new SignedCorrection("a: b"u8.ToArray(), "x"u8.ToArray()) }]).Write();

    /// <summary>The least that a spreadsheet program writes: one sheet with a shared string, an inline string, and a date.</summary>
    private static byte[] Workbook()
    {
        (string Name, string Text)[] parts =
        [
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
            ("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Open POA&amp;M Items\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"t\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
            ("xl/sharedStrings.xml", "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>POAM ID</t></si></sst>"),
            ("xl/worksheets/sheet1.xml", "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>CVE</t></is></c><c r=\"C1\"><v>46000</v></c></row></sheetData></worksheet>"),
        ];
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }

    private static ImmutableArray<byte[]> Texts(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
