using System.Collections.Immutable;
using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.Vulnerabilities;
using Compliance.Evidence.Collection.Vulnerabilities.Scans;
using Compliance.Evidence.Feeds;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Formats.Vulnerabilities.Feeds;
using Compliance.Policy.Facts;
using Compliance.Store.Memory;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.Vulnerabilities;

/// <summary>Feeds as texts, and the facts that come of an image with an apk database and these feeds.</summary>
internal static class SampleFeeds
{
    private const string Installed = "P:libcrypto3\nV:3.5.4-r0\nA:x86_64\no:openssl\nL:Apache-2.0\nm:x\n\nP:zlib\nV:1.3.1-r2\nA:x86_64\no:zlib\nL:Zlib\nm:x\n\n";

    public static string Osv(string id, string name, string events, string more = "", string ecosystem = "Wolfi") =>
        $$"""{"id":"{{id}}","modified":"2026-11-20T00:00:00Z"{{more}},"affected":[{"package":{"ecosystem":"{{ecosystem}}","name":"{{name}}"},"ranges":[{"type":"ECOSYSTEM","events":[{{events}}]}]}]}""";

    public const string Fixed = """{"introduced":"0"},{"fixed":"3.5.9-r0"}""";

    public const string Kev = """{"catalogVersion":"1","dateReleased":"2026-11-20T00:00:00Z","count":1,"vulnerabilities":[{"cveID":"CVE-2026-1","dateAdded":"2026-11-10","dueDate":"2026-11-24"}]}""";

    public static (FeedHeader Header, ImmutableArray<FeedEntry> Entries) Feed(string name, DateTimeOffset fetchedAt, params string[] files)
    {
        var read = files.Select(file => FeedFileReader.Read(Encoding.UTF8.GetBytes(file), name, null, Limits.Default).Required()).ToList();
        var header = new FeedHeader
        {
            Kind = read[0].Kind,
            Name = name,
            Source = "test",
            Digest = Digests.Sha256(Encoding.UTF8.GetBytes(string.Concat(files))),
            FetchedAt = fetchedAt,
            ImportedAt = fetchedAt,
            PublishedAt = read[0].PublishedAt,
            MaxAgeDays = read[0].Kind.DefaultMaxAgeDays(),
            Records = read.Sum(file => file.Entries.Length),
            Ecosystems = [.. read.SelectMany(file => file.Ecosystems).Distinct()],
            IsComplete = read.TrueForAll(file => file.IsComplete),
        };
        return (header, [.. read.SelectMany(file => file.Entries)]);
    }

    public static (FeedHeader Header, ImmutableArray<FeedEntry> Entries) Fresh(string name, params string[] files) => Feed(name, CollectionWorld.Day.AddDays(-1), files);

    /// <summary>The clocks that the program comes with, as catalogs of the policy set.</summary>
    public static Dictionary<string, ReadOnlyMemory<byte>> Clocks() => new[] { "bod-26-04", "fedramp-vdr", "fedramp-rev5-remediation" }.ToDictionary(
        name => $"clocks/{name}.yaml", name => (ReadOnlyMemory<byte>)File.ReadAllBytes(Path.Combine(Compliance.Tests.Policy.ShippedPolicies.Folder, "catalogs", "clocks", $"{name}.yaml")), StringComparer.Ordinal);

    public static FactSet Collect(params (FeedHeader, ImmutableArray<FeedEntry>)[] feeds) => Collect(raw => raw, feeds);

    public static FactSet Collect(Func<RawEvidence, RawEvidence> change, params (FeedHeader, ImmutableArray<FeedEntry>)[] feeds) => Collect(change, new Dictionary<string, ReadOnlyMemory<byte>>(), feeds);

    /// <summary>The change is made before feeds are asked.</summary>
    public static FactSet Collect(Func<RawEvidence, RawEvidence> change, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> catalogs, params (FeedHeader, ImmutableArray<FeedEntry>)[] feeds)
    {
        var layout = new LayoutBuilder();
        layout.Image(image => image.Layer(layer => layer.File("etc/os-release", "ID=wolfi\nVERSION_ID=1\n"u8.ToArray()).File("usr/lib/apk/db/installed", Encoding.UTF8.GetBytes(Installed))), "v1");
        using var snapshot = layout.Open("v1");
        using var acquired = ImageAcquisition.Run(snapshot, AuditInputs.None, Observations.All, Limits.Default);
        var raw = FeedSlicing.AddTo(catalogs.Count > 0 ? change(acquired.Raw) : acquired.Raw, new MemoryVulnerabilityCatalog([.. feeds]), CollectionWorld.Day, Limits.Default);
        return Assert.Single(Collectors.Collect(catalogs.Count > 0 ? raw : change(raw), CollectionWorld.Context() with { Catalogs = catalogs }, [new VulnerabilityCollector(), new ScanCollector()]));
    }
}
