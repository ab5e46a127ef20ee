namespace Compliance.Reporting.Model;

/// <summary>What a mark says beside its word. Renderers add a shape and a colour; the word alone carries the meaning.</summary>
public enum Tone
{
    Neutral = 0,

    /// <summary>Met, verified, on.</summary>
    Good = 1,

    /// <summary>Not met, failed, off.</summary>
    Bad = 2,

    /// <summary>Something that a reader must weigh.</summary>
    Caution = 3,

    /// <summary>Not known: neither good nor bad.</summary>
    Unknown = 4,

    /// <summary>Not applicable.</summary>
    Muted = 5,
}
