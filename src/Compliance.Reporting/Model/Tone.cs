namespace Compliance.Reporting.Model;

/// <summary>What a mark says beside its word. Renderers add a shape and a colour; the word alone carries the meaning.</summary>
public enum Tone
{
    Neutral = 0,

    /// <summary>Met, verified, on.</summary>
    Good = 1,

    /// <summary>Not met, failed, off.</summary>
    Bad = 2,

    /// <summary>Unknown, or something a reader must weigh.</summary>
    Caution = 3,

    /// <summary>Not applicable.</summary>
    Muted = 4,
}
