namespace Compliance.Policy.Findings.Overdue;

/// <summary>Potential agency impact, N1 to N5, from the effect on a customer and the number of agencies (FedRAMP CR26, VER-EVA-EPA).</summary>
public static class AgencyImpact
{
    /// <summary>
    /// "a disruptive customer effect on one agency" is N3, "a debilitating customer effect on one agency ... OR a disruptive customer effect on more than one federal
    /// agency" N4, "a debilitating customer effect on more than one agency" N5.
    /// </summary>
    /// <param name="agencies">Agencies that use the service; null when nobody says: both ratings are then possible.</param>
    /// <returns>The least and the highest rating that are possible.</returns>
    public static (int Least, int Most) Of(CustomerEffect effect, long? agencies) => (effect, agencies) switch
    {
        (CustomerEffect.Minimal, _) => (1, 1),
        (CustomerEffect.Narrow, _) => (2, 2),
        (CustomerEffect.Disruptive, null) => (3, 4),
        (CustomerEffect.Disruptive, > 1) => (4, 4),
        (CustomerEffect.Disruptive, _) => (3, 3),
        (CustomerEffect.Debilitating, null) => (4, 5),
        (CustomerEffect.Debilitating, > 1) => (5, 5),
        _ => (4, 4),
    };

    /// <summary>What is odd about a stated rating; null when nothing is. N5 needs more than one agency.</summary>
    public static string? Problem(int rating, long? agencies) =>
        rating == 5 && agencies is <= 1 ? "N5 is an effect on more than one agency, and the system file states one" : null;
}
