using Compliance.Formats.Reading;

namespace Compliance.Evidence.Feeds;

/// <summary>Codes of the area <c>FEED</c>, listed in <c>docs/diagnostics.md</c>.</summary>
public static class FeedCodes
{
    public static readonly DiagnosticCode NoFeed = new("FEED-0001");
    public static readonly DiagnosticCode NoAdvisories = new("FEED-0002");
    public static readonly DiagnosticCode Stale = new("FEED-0003");
    public static readonly DiagnosticCode Empty = new("FEED-0004");
    public static readonly DiagnosticCode OnlyFixed = new("FEED-0005");
    public static readonly DiagnosticCode SliceUnreadable = new("FEED-0006");
    public static readonly DiagnosticCode CannotTell = new("FEED-0007");
    public static readonly DiagnosticCode NoEcosystem = new("FEED-0008");
    public static readonly DiagnosticCode NotLookedUp = new("FEED-0009");
    public static readonly DiagnosticCode Incomplete = new("FEED-0010");
    public static readonly DiagnosticCode RecordUnreadable = new("FEED-0011");
    public static readonly DiagnosticCode PackagesUnknown = new("FEED-0012");
}
