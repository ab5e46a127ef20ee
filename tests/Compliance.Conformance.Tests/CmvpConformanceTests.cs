using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Compliance.Formats.CryptoModules.Cmvp;

namespace Compliance.Conformance.Tests;

/// <summary>The one rule of certificate states over every certificate of a full dump, on both sides of the end of FIPS 140-2.</summary>
public sealed class CmvpConformanceTests
{
    private static readonly DateOnly LastDay = new(2026, 9, 21);
    private static readonly DateOnly NextDay = new(2026, 9, 22);
    private static readonly DateOnly Evaluation = new(2026, 11, 23);

    [Fact]
    public void Container_modules_are_projected_as_the_data_set_projects_them()
    {
        Assert.SkipWhen(FipsConformanceTests.Find() is null, "vectors are absent");
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(FipsConformanceTests.Find()!, "cmvp", "cmvp-modules.json")));
        var failures = new List<string>();
        var count = 0;
        foreach (var row in json.RootElement.GetProperty("modules").EnumerateArray())
        {
            count++;
            var certificate = Certificate(row.GetProperty("cert").GetInt32(), row, "status", "yyyy-MM-dd");
            var got = CmvpStatus.On(certificate, Evaluation).Word;
            var projected = row.GetProperty("status_projected").GetString()!;
            var expected = projected.StartsWith("Historical (unless", StringComparison.Ordinal) ? "interim-passed" : projected.ToLowerInvariant();
            if (got != expected) failures.Add($"{certificate.Number}: expected {expected}, got {got}");
            CheckDays(certificate, failures);
        }

        Assert.Empty(failures);
        Assert.Equal(538, count);
    }

    [Fact]
    public void Every_certificate_of_the_full_list_has_the_state_of_its_standard()
    {
        Assert.SkipWhen(FipsConformanceTests.Find() is null, "vectors are absent");
        using var file = File.OpenRead(Path.Combine(FipsConformanceTests.Find()!, "cmvp", "full.json.gz"));
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        using var json = JsonDocument.Parse(gzip);
        var failures = new List<string>();
        var before = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var after = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in json.RootElement.GetProperty("certificates").EnumerateArray())
        {
            var number = int.Parse(row.GetProperty("certificate_number").GetString()!, CultureInfo.InvariantCulture);
            var certificate = Certificate(number, row, "status", "M/d/yyyy");
            CheckDays(certificate, failures);
            before[Key(certificate, LastDay)] = before.GetValueOrDefault(Key(certificate, LastDay)) + 1;
            after[Key(certificate, NextDay)] = after.GetValueOrDefault(Key(certificate, NextDay)) + 1;
        }

        Assert.Empty(failures);
        Assert.Equal(5231, before.Values.Sum());
        Assert.True(before["FIPS 140-2 active"] > 400);
        Assert.DoesNotContain("FIPS 140-2 active", after.Keys);
        Assert.Equal(3836 + 579, after["FIPS 140-2 historical"]);
        Assert.Equal((21, 1), (after["FIPS 140-1 revoked"], after["FIPS 140-2 revoked"]));
        Assert.Equal(507, after.Where(pair => pair.Key.StartsWith("FIPS 140-3", StringComparison.Ordinal)).Sum(pair => pair.Value));
    }

    /// <summary>Stated independently of the rule's code: what may and what must hold on the two days.</summary>
    private static void CheckDays(CmvpCertificate certificate, List<string> failures)
    {
        var (last, next) = (CmvpStatus.On(certificate, LastDay).State, CmvpStatus.On(certificate, NextDay).State);
        var stated = certificate.Status;
        var right = stated switch
        {
            CmvpStatedStatus.Revoked => last == CmvpState.Revoked && next == CmvpState.Revoked,
            CmvpStatedStatus.Historical => last == CmvpState.Historical && next == CmvpState.Historical,
            _ when certificate.Standard == "FIPS 140-2" => next == CmvpState.Historical && last == (certificate.Sunset < LastDay ? CmvpState.Historical : CmvpState.Active),
            _ => Right140Dash3(certificate, LastDay, last) && Right140Dash3(certificate, NextDay, next),
        };
        if (!right) failures.Add($"{certificate.Number} {certificate.Standard} {stated} sunset {certificate.Sunset}: {last} then {next}");
    }

    private static bool Right140Dash3(CmvpCertificate certificate, DateOnly day, CmvpState state) => state switch
    {
        CmvpState.Active => certificate.Sunset is null || certificate.Sunset >= day,
        CmvpState.InterimPassed => certificate.Sunset < day && certificate.Interim,
        CmvpState.Historical => certificate.Sunset < day && !certificate.Interim,
        CmvpState.None => certificate.Validated.IsEmpty && day < certificate.StatusAsOf,
        _ => false,
    };

    private static string Key(CmvpCertificate certificate, DateOnly day) => $"{certificate.Standard} {CmvpStatus.On(certificate, day).Word}";

    private static CmvpCertificate Certificate(int number, JsonElement row, string status, string format) => new()
    {
        Number = number,
        Name = row.GetProperty("module_name").GetString() ?? "",
        Vendor = "",
        Family = "",
        Standard = row.GetProperty("standard").GetString()!,
        Level = 0,
        Status = Enum.Parse<CmvpStatedStatus>(row.GetProperty(status).GetString()!),
        StatusAsOf = new DateOnly(2026, 4, 15),
        Validated = [.. row.GetProperty("validation_dates").EnumerateArray().Select(date => Date(date.GetString(), format)).OfType<DateOnly>().Order()],
        Sunset = Date(row.GetProperty("sunset_date").GetString(), format),
        Interim = (row.GetProperty("caveat").GetString() ?? "").Contains("interim validation", StringComparison.OrdinalIgnoreCase),
        EntropyCaveat = null,
        Identities = [],
        Source = "vectors",
    };

    private static DateOnly? Date(string? text, string format) =>
        text is null ? null : DateOnly.ParseExact(text, format, CultureInfo.InvariantCulture);
}
