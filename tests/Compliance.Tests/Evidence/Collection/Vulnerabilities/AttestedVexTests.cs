using System.Text.Json.Nodes;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.Vulnerabilities;
using Compliance.Evidence.Feeds;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Policy.Facts;
using Compliance.Store.Memory;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.Vulnerabilities;

/// <summary>OpenVEX in a DSSE envelope that is attached to the image.</summary>
public sealed class AttestedVexTests
{
    private const string VexType = "https://openvex.dev/ns/v0.2.0";
    private static readonly TestSigner Vendor = TestSigner.Named("vendor");

    [Fact]
    public void Statement_by_a_signer_who_may_make_it_suppresses_with_who_why_and_when()
    {
        var found = Find(image => Attest(image, Vendor, Vex()), $"may: [attest], predicates: [\"{VexType}\"]");
        Assert.True(found.Suppressed, string.Join('\n', found.VexStatements));
        Assert.Equal(("not_affected", "vulnerable_code_not_present", "vendor", "2026-11-01T00:00:00Z"), (found.VexStatus, found.VexJustification, found.VexIssuer, found.VexAt));
    }

    [Theory]
    [InlineData("vendor", "may: [attest], predicates: [\"https://spdx.dev/Document\"]", "2026-11-01T00:00:00Z")]
    [InlineData("vendor", "may: [sign-images]", "2026-11-01T00:00:00Z")]
    [InlineData("vendor", null, "2026-11-01T00:00:00Z")]
    [InlineData("stranger", "may: [attest], predicates: [\"https://openvex.dev/ns/v0.2.0\"]", "2026-11-01T00:00:00Z")]
    [InlineData("vendor", "may: [attest], predicates: [\"https://openvex.dev/ns/v0.2.0\"]", "2026-12-01T00:00:00Z")]
    public void Any_other_suppresses_nothing_and_is_shown(string signer, string? grants, string at)
    {
        var found = Find(image => Attest(image, TestSigner.Named(signer), Vex(at)), grants);
        Assert.False(found.Suppressed);
        Assert.Contains("does not count", Assert.Single(found.VexStatements), StringComparison.Ordinal);
    }

    [Fact]
    public void Unsigned_statement_suppresses_nothing() =>
        Assert.False(Find(image => (layout, digest) => layout.AttestUnsigned(digest, TestStatements.Of(digest, VexType, Vex())), $"may: [attest], predicates: [\"{VexType}\"]").Suppressed);

    [Fact]
    public void Statement_about_another_image_says_nothing() =>
        Assert.False(Find(image => (layout, digest) => layout.Attest(digest, TestStatements.Of(Digest.Parse($"sha256:{new string('7', 64)}"), VexType, Vex()), Vendor), $"may: [attest], predicates: [\"{VexType}\"]").Suppressed);

    private static Action<LayoutBuilder, Digest> Attest(Descriptor image, TestSigner signer, JsonObject vex) => (layout, digest) => layout.Attest(digest, TestStatements.Of(image.Digest, VexType, vex), signer);

    private static VulnerabilityFact Find(Func<Descriptor, Action<LayoutBuilder, Digest>> attach, string? grants)
    {
        var layout = new LayoutBuilder();
        var image = layout.Image(made => made.Layer(layer => layer.File("etc/os-release", "ID=wolfi\nVERSION_ID=1\n").File("usr/lib/apk/db/installed", "P:libcrypto3\nV:3.5.4-r0\nA:x86_64\no:openssl\n\n")), "v1");
        attach(image)(layout, image.Digest);
        using var snapshot = layout.Open("v1");
        using var acquired = ImageAcquisition.Run(snapshot, grants is null ? AuditInputs.None : new AuditInputs([.. SignedLayout.Trust((Vendor, grants))], [], null), Observations.All, Limits.Default);
        var feed = SampleFeeds.Fresh("wolfi", SampleFeeds.Osv("CGA-1", "openssl", SampleFeeds.Fixed, ""","aliases":["CVE-2026-1"]"""));
        var raw = FeedSlicing.AddTo(acquired.Raw, new MemoryVulnerabilityCatalog([feed]), CollectionWorld.Day, Limits.Default);
        var facts = Assert.Single(Collectors.Collect(raw, CollectionWorld.Context(), [new VulnerabilityCollector()]));
        return (VulnerabilityFact)Assert.Single(facts.OfKind(FactKind.Vulnerability)).Value;
    }

    private static JsonObject Vex(string at = "2026-11-01T00:00:00Z") => new()
    {
        ["@context"] = VexType,
        ["@id"] = "https://vendor.example/vex/1",
        ["author"] = "anybody",
        ["timestamp"] = at,
        ["version"] = 1,
        ["statements"] = new JsonArray(new JsonObject
        {
            ["vulnerability"] = new JsonObject { ["name"] = "CVE-2026-1" },
            ["products"] = new JsonArray(new JsonObject { ["@id"] = "pkg:apk/wolfi/libcrypto3" }),
            ["status"] = "not_affected",
            ["justification"] = "vulnerable_code_not_present",
        }),
    };
}
