namespace Compliance.Policy.Cel.Functions;

/// <summary>Every library of the language, in the order in which they are declared.</summary>
internal static class Libraries
{
    /// <param name="timeZones">Null: only UTC and fixed offsets.</param>
    public static IEnumerable<CelFunction> All(CelTimeZones? timeZones) =>
    [
        .. OperatorLibrary.Functions,
        .. Conversions.Functions,
        .. StringLibrary.Functions,
        .. StringExtension.Functions,
        .. new TimeLibrary(timeZones).Functions,
        .. MathLibrary.Functions,
        .. EncoderLibrary.Functions,
        .. OptionalLibrary.Functions,
        .. ListLibrary.Functions,
        .. SetLibrary.Functions,
        .. NetworkLibrary.Functions,
    ];
}
