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
        if (!VersionText.IsBounded(left, right) || !TryRead(left, out var a) || !TryRead(right, out var b))
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

    private bool TryRead(string text, out Parsed parsed)
    {
        parsed = default;
        var rest = text.AsSpan().Trim();
        rest = rest.TrimStart('=').TrimStart();
        if (rest is ['v' or 'V', ..])
            rest = rest[1..].TrimStart();
        if (isNpm && rest.Length > NpmMaxLength)
            return false;
        var plus = rest.IndexOf('+');
        var build = plus < 0 ? [] : rest[(plus + 1)..];
        rest = plus < 0 ? rest : rest[..plus];
        var hyphen = rest.IndexOf('-');
        var prerelease = hyphen < 0 ? [] : rest[(hyphen + 1)..];
        rest = hyphen < 0 ? rest : rest[..hyphen];
        if (!AreIdentifiers(prerelease) || !AreIdentifiers(build))
            return false;
        foreach (var number in rest.Split('.'))
        {
            if (!IsNumber(rest[number]))
                return false;
        }

        parsed = new Parsed(rest, prerelease, build);
        return true;
    }

    private bool IsNumber(ReadOnlySpan<char> text) =>
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

    private static int CompareIdentifiers(ReadOnlySpan<char> left, ReadOnlySpan<char> right, bool emptyIsLast)
    {
        if (left.IsEmpty || right.IsEmpty)
            return left.IsEmpty.CompareTo(right.IsEmpty) * (emptyIsLast ? 1 : -1);
        var a = left.Split('.');
        var b = right.Split('.');
        while (true)
        {
            var (hasLeft, hasRight) = (a.MoveNext(), b.MoveNext());
            if (!hasLeft || !hasRight)
                return hasLeft.CompareTo(hasRight);
            var order = CompareIdentifier(left[a.Current], right[b.Current]);
            if (order != 0)
                return order;
        }
    }

    /// <summary>"Numeric identifiers always have lower precedence than non-numeric identifiers" (§11.4.3).</summary>
    private static int CompareIdentifier(ReadOnlySpan<char> left, ReadOnlySpan<char> right) => (VersionText.AreDigits(left), VersionText.AreDigits(right)) switch
    {
        (true, true) => VersionText.CompareDigits(left, right),
        (true, false) => -1,
        (false, true) => 1,
        _ => left.SequenceCompareTo(right),
    };

    private readonly ref struct Parsed(ReadOnlySpan<char> numbers, ReadOnlySpan<char> prerelease, ReadOnlySpan<char> build)
    {
        private readonly ReadOnlySpan<char> numbers = numbers;

        public ReadOnlySpan<char> Prerelease { get; } = prerelease;

        public ReadOnlySpan<char> Build { get; } = build;

        /// <summary>By its place from 0; zero when there are fewer.</summary>
        public ReadOnlySpan<char> Number(int place)
        {
            foreach (var number in numbers.Split('.'))
            {
                if (place-- == 0)
                    return numbers[number];
            }

            return "0";
        }
    }
}
