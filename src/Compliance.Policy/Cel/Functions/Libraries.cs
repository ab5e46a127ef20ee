namespace Compliance.Policy.Cel.Functions;

/// <summary>Every library of the language, in the order in which they are declared.</summary>
internal static class Libraries
{
    public static IEnumerable<CelFunction> All(CelTimeZones? timeZones)
    {
        _ = timeZones;
        return [];
    }
}
