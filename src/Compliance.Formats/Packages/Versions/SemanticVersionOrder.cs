namespace Compliance.Formats.Packages.Versions;

/// <summary>
/// Semantic Versioning 2.0.0 §11, read as leniently as registries publish it: a leading <c>v</c> or <c>=</c>, fewer than three numbers (the others are zero)
/// and more than three (the rest counts as build, which has no order). Used for Go, Cargo, Hex and SEMVER ranges of OSV; <see cref="ForNpm"/> and <see cref="ForPub"/> have rules of their own.
/// </summary>
public sealed class SemanticVersionOrder : IVersionOrder
{
    private const int NpmMaxLength = 256;
    private const string NpmMaxNumber = "9007199254740991";

    private readonly bool ordersBuild;
    private readonly bool isNpm;

    private SemanticVersionOrder(string name, bool ordersBuild = false, bool isNpm = false)
    {
        Name = name;
        this.ordersBuild = ordersBuild;
        this.isNpm = isNpm;
    }

    /// <summary>The order of the specification.</summary>
    public static SemanticVersionOrder Plain { get; } = new("semver");

    /// <summary>npm's: at most 256 characters, no number above 2^53 − 1 (node-semver).</summary>
    public static SemanticVersionOrder ForNpm { get; } = new("npm", isNpm: true);

    /// <summary>Dart's: a version with build comes after the same without, and builds have an order (pub_semver).</summary>
    public static SemanticVersionOrder ForPub { get; } = new("pub", ordersBuild: true);

    public string Name { get; }

    public int? Compare(string left, string right)
    {
        if (!VersionText.IsBounded(left, right) || Read(left) is not { } a || Read(right) is not { } b)
            return null;
        for (var place = 0; place < 3; place++)
        {
            var order = VersionText.CompareDigits(a.Number(place), b.Number(place));
            if (order != 0)
                return order;
        }

        var prerelease = CompareIdentifiers(a.Prerelease, b.Prerelease, emptyIsLast: true);
        return prerelease != 0 || !ordersBuild ? prerelease : CompareIdentifiers(a.Build, b.Build, emptyIsLast: false);
    }

    private Parsed? Read(string text)
    {
        var rest = text.AsSpan().Trim();
        rest = rest.TrimStart('=').TrimStart();
        if (rest is ['v' or 'V', ..])
            rest = rest[1..].TrimStart();
        if (isNpm && rest.Length > NpmMaxLength)
            return null;
        var plus = rest.IndexOf('+');
        var build = plus < 0 ? [] : rest[(plus + 1)..];
        rest = plus < 0 ? rest : rest[..plus];
        var hyphen = rest.IndexOf('-');
        var prerelease = hyphen < 0 ? [] : rest[(hyphen + 1)..];
        rest = hyphen < 0 ? rest : rest[..hyphen];
        if (!AreIdentifiers(prerelease) || !AreIdentifiers(build))
            return null;
        var numbers = rest.ToString().Split('.');
        return Array.TrueForAll(numbers, IsNumber) ? new Parsed(numbers, prerelease.ToString(), build.ToString()) : null;
    }

    private bool IsNumber(string text) =>
        VersionText.AreDigits(text) && (!isNpm || VersionText.CompareDigits(text, NpmMaxNumber) <= 0);

    private static bool AreIdentifiers(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('.' or '-'))
                return false;
        }

        return true;
    }

    private static int CompareIdentifiers(string left, string right, bool emptyIsLast)
    {
        if (left.Length == 0 || right.Length == 0)
            return (left.Length == 0).CompareTo(right.Length == 0) * (emptyIsLast ? 1 : -1);
        var a = left.Split('.');
        var b = right.Split('.');
        for (var index = 0; index < a.Length && index < b.Length; index++)
        {
            var order = CompareIdentifier(a[index], b[index]);
            if (order != 0)
                return order;
        }

        return a.Length.CompareTo(b.Length);
    }

    /// <summary>"Numeric identifiers always have lower precedence than non-numeric identifiers" (§11.4.3).</summary>
    private static int CompareIdentifier(string left, string right) => (VersionText.AreDigits(left), VersionText.AreDigits(right)) switch
    {
        (true, true) => VersionText.CompareDigits(left, right),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.CompareOrdinal(left, right),
    };

    private sealed record Parsed(string[] Numbers, string Prerelease, string Build)
    {
        public string Number(int place) => place < Numbers.Length ? Numbers[place] : "0";
    }
}
