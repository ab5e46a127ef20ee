using System.Globalization;
using System.Numerics;

namespace Compliance.Policy.Cel.Functions;

/// <summary>Doubles as text: the shortest that reads back, and decimal places rounded half to even on the exact binary value.</summary>
internal static class NumberText
{
    /// <summary>As <c>string(double)</c> writes it: plain within 1e-4 to 1e21, with an exponent of two digits outside.</summary>
    public static string OfDouble(double number)
    {
        if (double.IsNaN(number)) return "NaN";
        if (double.IsInfinity(number)) return number > 0 ? "+Inf" : "-Inf";
        var shortest = number.ToString("E16", CultureInfo.InvariantCulture);
        var exponent = int.Parse(shortest.AsSpan(shortest.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var round = number.ToString("R", CultureInfo.InvariantCulture);
        if (number == 0) return round;
        return exponent is < -4 or >= 21 ? Exponential(round, exponent) : Expanded(round);
    }

    /// <summary><c>%.nf</c></summary>
    public static string Fixed(double number, int places)
    {
        var (mantissa, exponent) = Exact(Math.Abs(number));
        var scaled = Round(mantissa, exponent, BigInteger.Pow(10, places), BigInteger.One);
        return Sign(number) + Pointed(scaled.ToString(CultureInfo.InvariantCulture), places);
    }

    /// <summary><c>%.ne</c></summary>
    public static string Scientific(double number, int places)
    {
        if (number == 0) return Sign(number) + Pointed(new string('0', places + 1), places) + "e+00";
        var (mantissa, exponent) = Exact(Math.Abs(number));
        var power = (int)Math.Floor(Math.Log10(Math.Abs(number)));
        var digits = Digits(mantissa, exponent, places, power);
        if (digits.Length > places + 1) digits = Digits(mantissa, exponent, places, ++power);
        else if (digits.Length <= places) digits = Digits(mantissa, exponent, places, --power);
        var tail = Math.Abs(power).ToString("00", CultureInfo.InvariantCulture);
        return $"{Sign(number)}{Pointed(digits, places)}e{(power < 0 ? '-' : '+')}{tail}";
    }

    private static string Digits(BigInteger mantissa, int exponent, int places, int power)
    {
        var up = places - power;
        var (numerator, denominator) = up >= 0 ? (BigInteger.Pow(10, up), BigInteger.One) : (BigInteger.One, BigInteger.Pow(10, -up));
        return Round(mantissa, exponent, numerator, denominator).ToString(CultureInfo.InvariantCulture);
    }

    private static string Sign(double number) => double.IsNegative(number) ? "-" : "";

    private static string Pointed(string digits, int places)
    {
        if (places == 0) return digits;
        digits = digits.PadLeft(places + 1, '0');
        return digits[..^places] + "." + digits[^places..];
    }

    private static BigInteger Round(BigInteger mantissa, int exponent, BigInteger numerator, BigInteger denominator)
    {
        numerator *= mantissa;
        if (exponent > 0) numerator <<= exponent;
        else denominator <<= -exponent;
        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        var half = (remainder * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }

    private static (BigInteger Mantissa, int Exponent) Exact(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xF_FFFF_FFFF_FFFF;
        return exponent == 0 ? (mantissa, -1074) : (mantissa | (1L << 52), exponent - 1075);
    }

    private static string Exponential(string round, int exponent)
    {
        var mark = round.IndexOf('E', StringComparison.Ordinal);
        var digits = (mark < 0 ? round : round[..mark]).Replace(".", "", StringComparison.Ordinal);
        var sign = digits.StartsWith('-') ? "-" : "";
        digits = digits.TrimStart('-').TrimStart('0').TrimEnd('0');
        var point = digits.Length > 1 ? digits[..1] + "." + digits[1..] : digits;
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{point}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private static string Expanded(string round)
    {
        var mark = round.IndexOf('E', StringComparison.Ordinal);
        if (mark < 0) return round;
        var exponent = int.Parse(round.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var sign = round.StartsWith('-') ? "-" : "";
        var parts = round[sign.Length..mark].Split('.');
        var digits = parts[0] + (parts.Length > 1 ? parts[1] : "");
        var point = parts[0].Length + exponent;
        if (point <= 0) return sign + "0." + new string('0', -point) + digits;
        return point >= digits.Length ? sign + digits.PadRight(point, '0') : sign + digits[..point] + "." + digits[point..];
    }
}
