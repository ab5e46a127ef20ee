using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.CryptoModules.Cmvp.Lists;
using Compliance.Formats.Reading;

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
        const string file = "cmvp/cmvp-modules.json";
        using var suite = new ConformanceSuite("cmvp", "cmvp");
        if (suite.Has(file))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Vectors.Root!, file)));
            foreach (var row in json.RootElement.GetProperty("modules").EnumerateArray())
            {
                var certificate = Certificate(row.GetProperty("cert").GetInt32(), row, "status", "yyyy-MM-dd");
                var projected = row.GetProperty("status_projected").GetString()!;
                var expected = projected.StartsWith("Historical (unless", StringComparison.Ordinal) ? "interim-passed" : projected.ToLowerInvariant();
                suite.Check($"{file}#{certificate.Number} projected", expected, () => CmvpStatus.On(certificate, Evaluation).Word);
                CheckDays(suite, file, certificate);
            }

            suite.Finish();
        }

        suite.FinishOptional();
    }

    [Fact]
    public void Every_certificate_of_the_full_list_has_the_state_of_its_standard()
    {
        const string file = "cmvp/full.json.gz";
        using var suite = new ConformanceSuite("cmvp", "cmvp");
        if (suite.Has(file))
        {
            using var compressed = File.OpenRead(Path.Combine(Vectors.Root!, file));
            using var gzip = new GZipStream(compressed, CompressionMode.Decompress);
            using var json = JsonDocument.Parse(gzip);
            foreach (var row in json.RootElement.GetProperty("certificates").EnumerateArray())
            {
                var number = int.Parse(row.GetProperty("certificate_number").GetString()!, CultureInfo.InvariantCulture);
                CheckDays(suite, file, Certificate(number, row, "status", "M/d/yyyy"));
            }

            suite.Finish();
        }

        suite.FinishOptional();
    }

    [Theory]
    [InlineData("cmvp/full.json.gz", 5231, 331)]
    [InlineData("cmvp/cmvp-modules.json", 538, 59)]
    public void Dumps_are_imported_whole_and_projected_as_by_rule(string file, int certificates, int inProcess)
    {
        using var suite = new ConformanceSuite("cmvp", "cmvp");
        if (suite.Has(file))
        {
            using var compressed = File.OpenRead(Path.Combine(Vectors.Root!, file));
            using var plain = new MemoryStream();
            using (Stream source = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(compressed, CompressionMode.Decompress) : compressed) source.CopyTo(plain);
            var list = CmvpDumpReader.Read(plain.ToArray(), file, null, null, Digests.Sha256(plain.ToArray()), true, Limits.Default).Required();
            suite.Check($"{file} imported", $"{certificates} certificates, {inProcess} in process, 2026-04-15", $"{list.Listings.Length} certificates, {list.Submissions.Length} in process, {list.AsOf:yyyy-MM-dd}");
            var catalog = CmvpListOverlay.Over(new CmvpCatalog(default, default, [], [], [], []), CmvpListFile.Read(CmvpListFile.Write(list), "list.json", Limits.Default).Required());
            foreach (var certificate in catalog.Certificates) CheckDays(suite, $"{file} imported", certificate);
            suite.Finish();
        }

        suite.FinishOptional();
    }

    /// <summary>Stated independently of the rule's code: what may and what must hold on the two days.</summary>
    private static void CheckDays(ConformanceSuite suite, string file, CmvpCertificate certificate)
    {
        var name = $"{file}#{certificate.Number} {certificate.Standard} {certificate.Status} sunset {certificate.Sunset:yyyy-MM-dd}";
        foreach (var day in (DateOnly[])[LastDay, NextDay])
        {
            var state = CmvpStatus.On(certificate, day).State;
            var allowed = Allowed(certificate, day).ToList();
            suite.Check($"{name} on {day:yyyy-MM-dd}", allowed.Contains(state) ? $"{state}" : string.Join(" or ", allowed), $"{state}");
        }
    }

    private static IEnumerable<CmvpState> Allowed(CmvpCertificate certificate, DateOnly day)
    {
        if (certificate.Status == CmvpStatedStatus.Revoked) return [CmvpState.Revoked];
        if (certificate.Status == CmvpStatedStatus.Historical) return [CmvpState.Historical];
        if (certificate.Standard == "FIPS 140-2") return [day >= NextDay || certificate.Sunset < LastDay ? CmvpState.Historical : CmvpState.Active];
        if (certificate.Sunset < day) return [certificate.Interim ? CmvpState.InterimPassed : CmvpState.Historical];
        return certificate.Validated.IsEmpty && day < certificate.StatusAsOf ? [CmvpState.Active, CmvpState.None] : [CmvpState.Active];
    }

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
