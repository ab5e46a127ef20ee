using System.Text;
using Compliance.Cryptography.Signing;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Policy.Facts;
using Compliance.Policy.Findings;

namespace Compliance.Tests.Evidence.Collection.Vulnerabilities;

/// <summary>A later detection than the evidence shows counts with a reason that somebody trusted signed, and not otherwise.</summary>
public sealed class CorrectedDetectionTests
{
    private const string Later = "2026-11-01T00:00:00Z";
    private const string May = "[approve-waivers], roles: [authorizing official]";
    private static readonly DateTimeOffset Evidenced = new(2026, 7, 15, 4, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<IdentityFiles> Doe = new(() => Issue());
    private static readonly Lazy<IdentityFiles> Stranger = new(() => Issue());

    [Fact]
    public void Signed_later_date_counts_and_says_who_and_why()
    {
        var found = Find(Text(), Doe.Value, May);
        Assert.Equal(Later, found.DetectedAt.Value);
        Assert.Contains(found.Clocks, line => line.Contains("corrected, signed by J. Doe: the row was about a retired image", StringComparison.Ordinal));
    }

    [Fact]
    public void Unsigned_history_keeps_the_evidence() => Assert.Equal("2026-07-15T04:00:00Z", Find(null, null, May).DetectedAt.Value);

    [Theory]
    [InlineData("stranger", May, "")]
    [InlineData("doe", "[sign-images]", "")]
    [InlineData("doe", "", "")]
    [InlineData("tampered", May, "")]
    [InlineData("doe", May, "system: other")]
    [InlineData("doe", May, "finding: CVE-2026-2")]
    [InlineData("doe", May, "detectedAt: 2026-07-15T04:00:00Z")]
    [InlineData("doe", May, "detectedAt: 2026-06-01T00:00:00Z")]
    [InlineData("doe", May, "detectedAt: 2026-11-24T00:00:00Z")]
    public void Any_other_leaves_the_evidence_and_is_told(string signer, string may, string change)
    {
        var found = Find(Text(change), signer == "stranger" ? Stranger.Value : Doe.Value, may, signer == "tampered");
        Assert.Equal("2026-07-15T04:00:00Z", found.DetectedAt.Value);
        Assert.Contains(found.Clocks, line => line.Contains("a correction does not count: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Unknown_detection_becomes_known_by_a_signed_date_only()
    {
        Assert.Equal(Later, Find(Text(), Doe.Value, May, evidenced: null).DetectedAt.Value);
        Assert.False(Find(Text(), Stranger.Value, May, evidenced: null).DetectedAt.IsKnown);
    }

    private static VulnerabilityFact Find(string? correction, IdentityFiles? by, string may, bool isTampered = false) => Find(correction, by, may, Evidenced, isTampered);

    private static VulnerabilityFact Find(string? correction, IdentityFiles? by, string may, DateTimeOffset? evidenced, bool isTampered = false)
    {
        var signed = correction is null ? null : new SignedCorrection(Encoding.UTF8.GetBytes(isTampered ? correction.Replace("retired", "retirde", StringComparison.Ordinal) : correction), Sign(correction, by!));
        var record = new DetectionRecord("V-00001", "CVE-2026-1", [], evidenced, "poam", "poam.xlsx", new string('b', 64)) { Correction = signed };
        var history = new DetectionHistory("acme", CollectionWorld.Day.AddDays(-1), 1, new string('a', 64), [record]).Write();
        var feed = SampleFeeds.Fresh("wolfi", SampleFeeds.Osv("CGA-1", "openssl", SampleFeeds.Fixed, ""","aliases":["CVE-2026-1"]"""));
        var facts = SampleFeeds.Collect(raw => raw with
        {
            Findings = [RawDocument.Of("findings/history.json", RawRole.Finding, DetectionHistory.FileName, new MediaType("application/json"), history)],
            Trust = may.Length == 0 ? null : Trust(may),
        }, SampleFeeds.Clocks(), feed);
        return (VulnerabilityFact)Assert.Single(facts.OfKind(FactKind.Vulnerability)).Value;
    }

    private static string Text(string change = "")
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["system"] = "acme", ["finding"] = "CVE-2026-1", ["detectedAt"] = Later, ["reason"] = "the row was about a retired image" };
        if (change.Split(": ", 2) is [var name, var value]) fields[name] = value;
        return string.Concat(fields.Select(field => $"{field.Key}: {field.Value}\n"));
    }

    private static IdentityFiles Issue() => IdentityIssuer.Issue(new IdentityRequest(SignerRole.Approver, "J. Doe", CollectionWorld.Day.AddDays(-2)), "", PlatformRandom.Fill);

    private static byte[] Sign(string text, IdentityFiles by)
    {
        using var signer = SigningIdentity.Open(SignerRole.Approver, by.Certificates, by.Key, "").Required();
        return signer.SignDetached(Encoding.UTF8.GetBytes(text), CollectionWorld.Day.AddDays(-1));
    }

    private static System.Collections.Immutable.ImmutableArray<RawDocument> Trust(string may) =>
    [
        Document("trust.yaml", Encoding.UTF8.GetBytes($"version: 1\nidentities:\n  - {{ name: J. Doe, certificate: doe.pem, may: {may} }}\n")),
        Document("doe.pem", Doe.Value.Certificates[..^Doe.Value.Anchor.Length]),
    ];

    private static RawDocument Document(string name, byte[] bytes) => RawDocument.Of($"trust/{name}", RawRole.Trust, name, new MediaType("text/plain"), bytes);
}
