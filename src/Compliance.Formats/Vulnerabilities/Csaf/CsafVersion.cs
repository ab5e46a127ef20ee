using System.Globalization;
using System.Numerics;
using Compliance.Formats.Packages.Versions;

namespace Compliance.Formats.Vulnerabilities.Csaf;

/// <summary>A version of a document: an integer, or a semantic version (CSAF 3.1.11). Build metadata plays no part.</summary>
internal readonly record struct CsafVersion(string Text, bool IsInteger, BigInteger Major, string PreRelease)
{
    public static CsafVersion? Parse(string? text)
    {
        if (text is null) return null;
        if (text.Length is > 0 and < 40 && text.All(char.IsAsciiDigit)) return new CsafVersion(text, true, BigInteger.Parse(text, CultureInfo.InvariantCulture), "");
        var core = text.Split('+', 2)[0];
        var dash = core.IndexOf('-', StringComparison.Ordinal);
        var numbers = (dash < 0 ? core : core[..dash]).Split('.');
        return numbers.Length == 3 && numbers.All(number => number.Length is > 0 and < 40 && number.All(char.IsAsciiDigit))
            ? new CsafVersion(core, false, BigInteger.Parse(numbers[0], CultureInfo.InvariantCulture), dash < 0 ? "" : core[(dash + 1)..])
            : null;
    }

    /// <summary>Version 0, or 0.y.z.</summary>
    public bool IsInitial => Major.IsZero;

    public string WithoutPreRelease => PreRelease.Length == 0 ? Text : Text[..Text.IndexOf('-', StringComparison.Ordinal)];

    public static int Compare(CsafVersion one, CsafVersion other) =>
        one.IsInteger && other.IsInteger ? one.Major.CompareTo(other.Major) : SemanticVersionOrder.Plain.Compare(Full(one), Full(other)) ?? string.CompareOrdinal(one.Text, other.Text);

    private static string Full(CsafVersion version) => version.IsInteger ? $"{version.Text}.0.0" : version.Text;
}
