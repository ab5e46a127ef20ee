using System.Globalization;

namespace Compliance.Formats.Reading.Json;

/// <summary>Numbers as RFC 8785 section 3.2.2.3 wants them: ECMAScript's <c>Number.prototype.toString</c> of the nearest double.</summary>
internal static class CanonicalNumber
{
    /// <summary>The largest integer that every reader of JSON keeps (2^53 - 1).</summary>
    public const long MaxSafeInteger = 9_007_199_254_740_991;

    /// <exception cref="ArgumentException">Not finite.</exception>
    public static string Format(double number)
    {
        if (!double.IsFinite(number)) throw new ArgumentException("JSON has no number for infinity or not-a-number", nameof(number));
        if (number == 0) return "0";
        var sign = number < 0 ? "-" : "";
        var (digits, point) = Decompose(Math.Abs(number));
        // ECMA-262, 6.1.6.1.20: k digits, n is the place of the point after the first digit.
        if (point is > 0 and <= 21)
            return sign + (digits.Length <= point ? digits.PadRight(point, '0') : $"{digits[..point]}.{digits[point..]}");
        if (point is > -6 and <= 0) return $"{sign}0.{new string('0', -point)}{digits}";
        var exponent = (point - 1).ToString("+0;-0", CultureInfo.InvariantCulture);
        return digits.Length == 1 ? $"{sign}{digits}e{exponent}" : $"{sign}{digits[0]}.{digits[1..]}e{exponent}";
    }

    /// <summary>The shortest digits that read back as the same double, without zeros at either end, and the place of the decimal point.</summary>
    private static (string Digits, int Point) Decompose(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? text : text[..mark];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var point = (dot < 0 ? mantissa.Length : dot) + exponent;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var zeros = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), point - zeros);
    }
}
