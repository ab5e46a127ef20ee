namespace Compliance.Service.Feeds;

/// <summary>What to import, and what the user says about it.</summary>
/// <param name="Name">Null to make one from the file's name.</param>
/// <param name="FetchedAt">Null to take the time of the file.</param>
internal sealed record FeedImportRequest(string Path, string? Name, string? Source, DateTimeOffset? FetchedAt, int? MaxAgeDays, string? Ecosystem)
{
    /// <summary>Where to fetch it from; null for a file.</summary>
    public Uri? Address { get; init; }

    /// <summary>Read all and judge, store nothing.</summary>
    public bool IsDryRun { get; init; }
}
