namespace Compliance.Policy.Cel.Functions;

/// <summary>How large values may grow, and what size is charged for them.</summary>
internal static class Sizes
{
    /// <summary>UTF-16 units of a string, or bytes, that an expression may make.</summary>
    public const int MaxLength = 4 << 20;

    /// <summary>Elements of a list that an expression may make.</summary>
    public const int MaxItems = 1_000_000;

    /// <summary>Characters, bytes, elements; 1 for what has no size.</summary>
    public static long Of(in CelValue value) => value.Object switch
    {
        CelString text => text.Text.Length,
        CelBytes bytes => bytes.Content.Length,
        CelList list => list.Count,
        CelMap map => map.Count,
        _ => 1,
    };

    /// <summary>What touching or making the value costs: one for ten characters or bytes, one an element.</summary>
    public static long Units(in CelValue value) => value.Object is CelList or CelMap ? Of(value) : Of(value) / 10;

    public static CelValue TooLarge => CelValue.Error(CelErrorKind.CostLimit, "the value would be too large");
}
