using System.Globalization;
using Compliance.Formats.CryptoModules.Cmvp;

namespace Compliance.Tests.Formats.CryptoModules.Cmvp;

public sealed class CmvpStatusTests
{
    [Theory]
    [InlineData("FIPS 140-2", CmvpStatedStatus.Active, "2026-09-21", false, "2026-09-20", "active")]
    [InlineData("FIPS 140-2", CmvpStatedStatus.Active, "2026-09-21", false, "2026-09-21", "active")]
    [InlineData("FIPS 140-2", CmvpStatedStatus.Active, "2026-09-21", false, "2026-09-22", "historical")]
    [InlineData("FIPS 140-2", CmvpStatedStatus.Active, "2028-01-01", false, "2026-09-22", "historical")]
    [InlineData("FIPS 140-2", CmvpStatedStatus.Active, "2026-05-02", false, "2026-05-02", "active")]
    [InlineData("FIPS 140-2", CmvpStatedStatus.Active, "2026-05-02", false, "2026-05-03", "historical")]
    [InlineData("FIPS 140-3", CmvpStatedStatus.Active, "2030-03-10", false, "2026-11-23", "active")]
    [InlineData("FIPS 140-3", CmvpStatedStatus.Active, "2030-03-10", false, "2030-03-10", "active")]
    [InlineData("FIPS 140-3", CmvpStatedStatus.Active, "2030-03-10", false, "2030-03-11", "historical")]
    [InlineData("FIPS 140-3", CmvpStatedStatus.Active, "2026-07-30", true, "2026-07-30", "active")]
    [InlineData("FIPS 140-3", CmvpStatedStatus.Active, "2026-07-30", true, "2026-07-31", "interim-passed")]
    [InlineData("FIPS 140-3", CmvpStatedStatus.Historical, "", true, "2026-01-01", "historical")]
    [InlineData("FIPS 140-3", CmvpStatedStatus.Revoked, "2030-03-10", false, "2026-01-01", "revoked")]
    [InlineData("FIPS 140-1", CmvpStatedStatus.Revoked, "", false, "2026-01-01", "revoked")]
    [InlineData("FIPS 140-3", CmvpStatedStatus.Active, "", false, "2026-11-23", "active")]
    [InlineData("FIPS 140-3", CmvpStatedStatus.Active, "", false, "2027-03-11", "active")]
    [InlineData("FIPS 140-3", CmvpStatedStatus.Active, "", false, "2027-03-12", "historical")]
    [InlineData("FIPS 140-3", CmvpStatedStatus.Active, "2030-03-10", false, "2025-03-10", "none")]
    [InlineData("FIPS 140-3", CmvpStatedStatus.Active, "2030-03-10", false, "2025-03-11", "active")]
    public void State_follows_from_certificate_and_day(string standard, CmvpStatedStatus stated, string sunset, bool interim, string day, string word)
    {
        var certificate = Certificate() with { Standard = standard, Status = stated, Sunset = sunset.Length == 0 ? null : Date(sunset), Interim = interim };

        var status = CmvpStatus.On(certificate, Date(day));

        Assert.Equal(word, status.Word);
        Assert.NotEmpty(status.Reason);
    }

    [Fact]
    public void State_never_gets_better_with_time_once_validated()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var certificate = Certificate() with
            {
                Standard = random.Next(2) == 0 ? "FIPS 140-2" : "FIPS 140-3",
                Interim = random.Next(2) == 0,
                Sunset = random.Next(3) == 0 ? null : Date("2025-03-11").AddDays(random.Next(3000)),
            };
            var worst = CmvpState.Active;
            for (var day = Date("2025-03-11"); day.Year < 2034; day = day.AddDays(7))
            {
                var state = CmvpStatus.On(certificate, day).State;
                Assert.True(state <= worst);
                worst = state;
            }
        }
    }

    internal static CmvpCertificate Certificate() => new()
    {
        Number = 4985,
        Name = "OpenSSL FIPS Provider",
        Vendor = "The OpenSSL Project",
        Family = "openssl-provider",
        Standard = "FIPS 140-3",
        Level = 1,
        Status = CmvpStatedStatus.Active,
        StatusAsOf = Date("2026-04-15"),
        Validated = [Date("2025-03-11")],
        Sunset = Date("2030-03-10"),
        Interim = false,
        EntropyCaveat = true,
        Identities = [new CmvpIdentity("OpenSSL FIPS Provider", "3.1.2", "", "test")],
        Source = "test",
    };

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
