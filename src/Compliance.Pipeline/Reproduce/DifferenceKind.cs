namespace Compliance.Pipeline.Reproduce;

/// <summary>What differs about an entry.</summary>
public enum DifferenceKind
{
    /// <summary>Compressed bytes of a layer with equal content.</summary>
    Compression = 0,

    /// <summary>Entries of a layer stand in another order.</summary>
    Order = 1,

    /// <summary>Time of modification, or of creation in a document.</summary>
    Time = 2,

    Mode = 3,

    Owner = 4,

    /// <summary>Target of a link, kind or device numbers.</summary>
    Kind = 5,

    Content = 6,

    OnlyFirst = 7,

    OnlySecond = 8,

    /// <summary>Image configuration or manifest.</summary>
    Document = 9,
}
