using System.Globalization;

namespace Compliance.Formats.CryptoModules.Cmvp;

/// <summary>The state of a certificate on a date, with the rule that gave it.</summary>
public sealed record CmvpStatus(CmvpState State, string Reason)
{
    /// <summary>
    /// CSRC, CMVP overview: "Modules validated as conforming to FIPS 140-2 will continue to be accepted by the Federal agencies of both countries for the
    /// protection of sensitive information (United States) or Designated Information (Canada) through September 21, 2026."
    /// </summary>
    public static DateOnly LastDayOf140Dash2 { get; } = new(2026, 9, 21);

    /// <summary>As facts spell it: <c>active</c>, <c>historical</c>, <c>revoked</c>, <c>interim-passed</c>, <c>none</c>.</summary>
    public string Word => State switch
    {
        CmvpState.Active => "active",
        CmvpState.InterimPassed => "interim-passed",
        CmvpState.Historical => "historical",
        CmvpState.Revoked => "revoked",
        _ => "none",
    };

    /// <summary>
    /// The one rule. What the list stated stays where it was worse; an active certificate ends by the end of its standard, its sunset, or, where no
    /// sunset is stated, by the shortest term that CMVP awards.
    /// </summary>
    /// <param name="day">The US day that is judged: see <see cref="UsDate"/>. A date that CMVP states is the last day on which it holds.</param>
    public static CmvpStatus On(CmvpCertificate certificate, DateOnly day)
    {
        var asOf = $"as stated on {Text(certificate.StatusAsOf)}";
        if (certificate.Status == CmvpStatedStatus.Unlisted) return new CmvpStatus(CmvpState.None, $"not on the imported list of {Text(certificate.StatusAsOf)}, which has every certificate");
        if (certificate.Status == CmvpStatedStatus.Revoked) return new CmvpStatus(CmvpState.Revoked, $"revoked {asOf}");
        if (certificate.Status == CmvpStatedStatus.Historical) return new CmvpStatus(CmvpState.Historical, $"historical {asOf}");
        var first = certificate.Validated.IsEmpty ? certificate.StatusAsOf : certificate.Validated.Min();
        if (day < first) return new CmvpStatus(CmvpState.None, $"not known to be validated before {Text(first)}");
        if (certificate.Standard != "FIPS 140-3" && day > LastDayOf140Dash2)
        {
            return new CmvpStatus(CmvpState.Historical, $"every {certificate.Standard} certificate left the active list at the end of {Text(LastDayOf140Dash2)}");
        }

        if (certificate.Sunset is { } sunset && day > sunset)
        {
            return certificate.Interim
                ? new CmvpStatus(CmvpState.InterimPassed, $"the sunset {Text(sunset)} of an interim validation has passed: only NIST's list shows whether it was extended")
                : new CmvpStatus(CmvpState.Historical, $"the sunset {Text(sunset)} has passed");
        }

        if (certificate.Sunset is null && day > (certificate.Validated.IsEmpty ? certificate.StatusAsOf : certificate.Validated.Max()).AddYears(2))
        {
            return new CmvpStatus(CmvpState.Historical, "no sunset is stated, and two years, the shortest term of a validation, have passed");
        }

        return new CmvpStatus(CmvpState.Active, certificate.Sunset is { } last ? $"active {asOf}, sunset {Text(last)}" : $"active {asOf}, no sunset stated");
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
