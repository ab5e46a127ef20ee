using Compliance.Policy.Findings.Poam;

namespace Compliance.Policy.Findings.Tracking;

/// <summary>How long a check-in with a vendor counts: a calendar month, since the vendor is asked at least monthly (FedRAMP Rev5, POA&amp;M guidance on vendor dependencies).</summary>
public static class VendorCheckIn
{
    /// <summary>The last day on which a check-in counts, ISO: the same day of the next month, or that month's last. Null for a text that is no day.</summary>
    /// <param name="checkedIn">A day as a POA&amp;M writes it.</param>
    public static string? NextDue(string checkedIn) => PoamDates.Parse(checkedIn) is { } day ? PoamDates.ToText(day.AddMonths(1)) : null;

    /// <summary>Made by a day, and not over on it.</summary>
    /// <param name="day">ISO.</param>
    public static bool CountsOn(string checkedIn, string day) =>
        PoamDates.Parse(checkedIn) is { } last && string.CompareOrdinal(PoamDates.ToText(last), day) <= 0 && string.CompareOrdinal(day, NextDue(checkedIn)) <= 0;
}
