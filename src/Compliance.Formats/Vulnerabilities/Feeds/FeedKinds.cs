namespace Compliance.Formats.Vulnerabilities.Feeds;

/// <summary>Names of kinds of feed, and for how long the data of each counts as fresh when nobody says otherwise.</summary>
public static class FeedKinds
{
    private static readonly string[] Names = ["secdb", "osv", "kev", "epss", "ssvc", "cvss", "eol"];

    public static string ToName(this FeedKind kind) => Names[(int)kind];

    public static FeedKind? Parse(string? name) => Array.IndexOf(Names, name) is >= 0 and var index ? (FeedKind)index : null;

    /// <summary>Whole days: what decides findings has to be of this week, what only ranks or describes them may be of this month.</summary>
    public static int DefaultMaxAgeDays(this FeedKind kind) => kind switch
    {
        FeedKind.Secdb or FeedKind.Osv => 7,
        FeedKind.Kev or FeedKind.Epss => 14,
        FeedKind.Ssvc or FeedKind.Cvss => 30,
        FeedKind.Eol => 90,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
