using Compliance.Formats;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.CryptoModules.Cmvp.Lists;

namespace Compliance.Tests.Formats.CryptoModules.Cmvp.Lists;

/// <summary>An imported list over the reviewed catalog: what NIST said later counts, what it no longer lists does not, and what nobody reviewed never matches exactly.</summary>
public sealed class CmvpListOverlayTests
{
    private static readonly DateOnly Day = new(2026, 11, 23);
    private static readonly ModuleClaim Claim = new("openssl-provider", "OpenSSL FIPS Provider", new ModuleVersion("3.1.2", ""), false);

    [Fact]
    public void Later_status_of_the_list_counts()
    {
        Assert.Equal("active", State(ShippedCatalog.Value));
        Assert.Equal("revoked", State(CmvpListOverlay.Over(ShippedCatalog.Value, List(new(2026, 11, 20), Listing(4985, CmvpStatedStatus.Revoked)))));
    }

    [Fact]
    public void Earlier_status_of_the_list_does_not_count()
    {
        var over = CmvpListOverlay.Over(ShippedCatalog.Value, List(new(2025, 1, 1), Listing(4985, CmvpStatedStatus.Revoked) with { StatusAsOf = new DateOnly(2025, 1, 1) }));

        Assert.Equal("active", State(over));
        Assert.Equal(ShippedCatalog.Value.AsOf, over.AsOf);
    }

    [Fact]
    public void Certificate_that_a_whole_list_lacks_is_none_and_one_that_a_part_lacks_stays()
    {
        var whole = CmvpListOverlay.Over(ShippedCatalog.Value, List(new(2026, 11, 20), Listing(1, CmvpStatedStatus.Active)));
        var part = CmvpListOverlay.Over(ShippedCatalog.Value, List(new(2026, 11, 20), Listing(1, CmvpStatedStatus.Active)) with { IsWhole = false });

        Assert.Equal(("none", "active"), (State(whole), State(part)));
        Assert.Contains("not on the imported list of 2026-11-20", CmvpMatcher.Match(whole, Claim).Best(Day)!.Value.Status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificate_that_only_the_list_has_is_a_candidate_by_its_name()
    {
        var over = CmvpListOverlay.Over(ShippedCatalog.Value, List(new(2026, 11, 20), Listing(9001, CmvpStatedStatus.Active) with { Name = "A New Module" }) with { IsWhole = false });
        var match = CmvpMatcher.Match(over, new ModuleClaim("wolfssl", "A New Module", new ModuleVersion("1.0", ""), false));

        Assert.Equal((CmvpMatchKind.Candidate, 9001), (match.Kind, Assert.Single(match.Certificates).Number));
        Assert.Equal("a labelled stand-in", CmvpMatcher.Match(over, new ModuleClaim("wolfssl", "A New Module", new ModuleVersion("1.0", ""), true)).Reason);
    }

    [Fact]
    public void No_list_makes_a_module_match_exactly_that_did_not_before()
    {
        foreach (var name in ShippedCatalog.Value.Certificates.SelectMany(certificate => certificate.Identities).Select(identity => identity.Name).Distinct(StringComparer.Ordinal))
        {
            var claim = new ModuleClaim("openssl-provider", name, new ModuleVersion("99.9", ""), false);
            var over = CmvpListOverlay.Over(ShippedCatalog.Value, List(new(2026, 11, 20), Listing(9001, CmvpStatedStatus.Active) with { Name = name }) with { IsWhole = false });
            Assert.True(CmvpMatcher.Match(over, claim).Kind is not (CmvpMatchKind.Exact or CmvpMatchKind.UpdateStream), name);
        }
    }

    private static string State(CmvpCatalog catalog) => CmvpMatcher.Match(catalog, Claim).Best(Day)!.Value.Status.Word;

    private static CmvpList List(DateOnly asOf, params CmvpListing[] listings) => new(asOf, "test", Digest.Sha256(new byte[32]), true, [.. listings], [], []);

    private static CmvpListing Listing(int number, CmvpStatedStatus status) => new()
    {
        Number = number,
        Name = "OpenSSL FIPS Provider",
        Vendor = "The OpenSSL Project",
        Standard = "FIPS 140-3",
        Level = 1,
        Status = status,
        StatusAsOf = new DateOnly(2026, 11, 20),
        Validated = [new DateOnly(2025, 3, 11)],
        Sunset = new DateOnly(2030, 3, 10),
        Caveat = "",
    };
}
