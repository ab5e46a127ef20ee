using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Compliance.Formats.CryptoModules.Cmvp.Algorithms;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.Cmvp.Lists;

/// <summary>Cells → certificates, modules in process and entropy sources. What is missing or can't be is a defect of its row.</summary>
internal sealed partial class CmvpRowReader(DateOnly asOf, DefectCollector defects)
{
    private const int MaxText = 2_000;

    private static readonly string[] DateFormats = ["yyyy-MM-dd", "M/d/yyyy", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy/MM/dd"];

    public CmvpListing? Certificate(CmvpDumpRow row)
    {
        var before = defects.Count;
        var listing = new CmvpListing
        {
            Number = Number(row),
            Name = Bounded(row, row.Text("modulename", "name", "module") ?? ""),
            Vendor = Bounded(row, row.Text("vendorname", "vendor") ?? ""),
            Standard = Standard(row),
            Level = Level(row),
            Status = Status(row),
            StatusAsOf = row.Text("statusasof") is { } day ? Day(row, day) ?? asOf : asOf,
            Validated = [.. row.Texts("validationdates", "validationdate", "validated").Select(text => Day(row, text)).OfType<DateOnly>().Distinct().Order()],
            Sunset = row.Text("sunsetdate", "sunset") is { } sunset ? Day(row, sunset) : null,
            Caveat = Bounded(row, row.Text("caveat", "caveats") ?? ""),
            Algorithms = Algorithms(row),
        };
        if (listing.StatusAsOf > asOf && !row.Cells.ContainsKey("statusasof")) Report(row, "the status was read after the day of the dump");
        return defects.Count == before ? listing : null;
    }

    /// <summary><c>Pending Review (3/13/2026)</c> → stage and day.</summary>
    public CmvpSubmission? Submission(CmvpDumpRow row)
    {
        var before = defects.Count;
        var (name, status) = (row.Text("modulename", "name", "module") ?? "", row.Text("status", "stage") ?? "");
        var match = StageWithDay().Match(status);
        var stage = match.Success ? match.Groups["stage"].Value.Trim() : status;
        var since = match.Success ? Day(row, match.Groups["day"].Value) : row.Text("since", "date") is { } text ? Day(row, text) : asOf;
        var vendor = row.Text("vendorname", "vendor") ?? "";
        if (vendor.EndsWith("View Contacts", StringComparison.Ordinal)) vendor = vendor[..^"View Contacts".Length].TrimEnd();
        if (stage.Length == 0) Report(row, "a module in process has no stage");
        return defects.Count == before ? new CmvpSubmission(Bounded(row, name), Bounded(row, vendor), Standard(row), stage, since ?? asOf, []) : null;
    }

    public CmvpEntropySource? EntropySource(CmvpDumpRow row)
    {
        var (number, name) = (row.Text("esv", "esvnumber", "number"), row.Text("name", "modulename"));
        if (number is not null && name is not null) return new CmvpEntropySource(number, Bounded(row, name), row.Text("vendor", "vendorname") ?? "", row.Text("source") ?? "");
        Report(row, "an entropy source has no number or no name");
        return null;
    }

    /// <summary>A day as dumps write it; a month stands for its first day, the earliest that it can mean.</summary>
    public static DateOnly? ParseDay(string text)
    {
        if (DateTime.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return DateOnly.FromDateTime(day);
        return DateTime.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? DateOnly.FromDateTime(month) : null;
    }

    /// <summary>At most so many rows are looked at; the longest table has some seven hundred.</summary>
    private const int MaxAlgorithms = 2_000;

    private static ImmutableArray<CmvpAlgorithm> Algorithms(CmvpDumpRow row)
    {
        foreach (var column in (string[])["algorithmvalidations", "algorithmsdetailed", "approvedalgorithms"])
        {
            if (!row.Cells.TryGetValue(column, out var cells)) continue;
            var rows = cells.Length == 1 ? cells[0].Split(['\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [.. cells];
            return [.. rows.Take(MaxAlgorithms).Select(text => AlgorithmRow.Read(text.Trim())).OfType<CmvpAlgorithm>().Distinct().OrderBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.Validation, StringComparer.Ordinal)];
        }

        return [];
    }

    private int Number(CmvpDumpRow row)
    {
        var text = (row.Text("certificatenumber", "certnumber", "certificate", "cert", "certificateno", "cmvp", "number") ?? "").TrimStart('#').Trim();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1_000_000) return number;
        Report(row, text.Length == 0 ? "the row has no certificate number" : $"'{Short(text)}' is no certificate number");
        return 0;
    }

    private string Standard(CmvpDumpRow row)
    {
        var text = row.Text("standard", "fipsstandard") ?? "";
        var match = Fips140().Match(text);
        if (match.Success) return $"FIPS 140-{match.Groups["number"].Value}";
        Report(row, text.Length == 0 ? "the row has no standard" : $"'{Short(text)}' is not a standard that CMVP validates to");
        return "";
    }

    private int Level(CmvpDumpRow row)
    {
        var text = row.Text("overalllevel", "level", "securitylevel") ?? "";
        if (text.Length == 0) return 0;
        var digits = text.StartsWith("Level ", StringComparison.OrdinalIgnoreCase) ? text[6..] : text;
        if (digits.Length == 1 && digits[0] is >= '1' and <= '4') return digits[0] - '0';
        Report(row, $"'{Short(text)}' is no overall level, 1 to 4");
        return 0;
    }

    private CmvpStatedStatus Status(CmvpDumpRow row)
    {
        var text = row.Text("status", "certificatestatus", "modulestatus");
        switch (text?.ToLowerInvariant())
        {
            case "active":
                return CmvpStatedStatus.Active;
            case "historical":
                return CmvpStatedStatus.Historical;
            case "revoked":
                return CmvpStatedStatus.Revoked;
            case null:
                Report(row, "the row has no status");
                return CmvpStatedStatus.Revoked;
            default:
                Report(row, $"'{Short(text!)}' is not a status: active, historical or revoked");
                return CmvpStatedStatus.Revoked;
        }
    }

    private DateOnly? Day(CmvpDumpRow row, string text)
    {
        if (ParseDay(text) is { } day) return day;
        Report(row, $"'{Short(text)}' is no date");
        return null;
    }

    private string Bounded(CmvpDumpRow row, string text)
    {
        if (text.Length <= MaxText) return text;
        Report(row, $"a text of {text.Length.ToString(CultureInfo.InvariantCulture)} characters is no name or caveat");
        return "";
    }

    private void Report(CmvpDumpRow row, string message) => defects.Add(CryptoModuleDiagnostics.CmvpDump, row.Place, message);

    private static string Short(string text) => text.Length <= 60 ? text : $"{text[..60]}…";

    [GeneratedRegex(@"^(?:FIPS[ -]?)?140-(?<number>[123])$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Fips140();

    [GeneratedRegex(@"^(?<stage>[^()]{1,60})\((?<day>[0-9/-]{6,10})\)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex StageWithDay();
}
