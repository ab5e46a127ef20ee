namespace Compliance.Policy.Findings.Tracking;

/// <summary>What happens to findings.</summary>
public enum FindingEventKind
{
    Opened = 0,
    Imported = 1,

    /// <summary>Found in another image, package or version.</summary>
    Spread = 2,

    /// <summary>Gone from an image while others still have it.</summary>
    Reduced = 3,
    Closed = 4,
    Reopened = 5,
    Rerated = 6,
    Evaluated = 7,
    Decided = 8,
    DateCorrected = 9,
    Renamed = 10,

    /// <summary>Two rows turned out to be one vulnerability.</summary>
    Merged = 11,
}
