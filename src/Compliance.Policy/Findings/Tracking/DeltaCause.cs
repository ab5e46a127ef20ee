namespace Compliance.Policy.Findings.Tracking;

/// <summary>Why a finding came or went between two looks, in words.</summary>
public static class DeltaCause
{
    public const string PackageRemoved = "package removed";
    public const string PackageAdded = "package added";
    public const string PackageUpdated = "package updated";

    /// <summary>The package is the same; what is known of it changed.</summary>
    public const string FeedChanged = "feed changed";

    /// <summary>Nothing that was compared explains it.</summary>
    public const string Unexplained = "not explained";

    /// <param name="before">Version before; null when the package was not there.</param>
    /// <param name="after">Version after; null when the package is not there.</param>
    /// <param name="feedsDiffer">Whether the two looks asked feeds of other content.</param>
    public static string Of(string? before, string? after, bool feedsDiffer) => (before, after) switch
    {
        (not null, null) => PackageRemoved,
        (null, not null) => PackageAdded,
        (not null, not null) when before != after => PackageUpdated,
        _ => feedsDiffer ? FeedChanged : Unexplained,
    };
}
