namespace Compliance.Evidence.Feeds;

/// <summary>A record as a feed has it, JSON in UTF-8.</summary>
public sealed record FeedRecord(string Id, ReadOnlyMemory<byte> Body);
