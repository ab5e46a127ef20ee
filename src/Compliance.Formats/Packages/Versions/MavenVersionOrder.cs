namespace Compliance.Formats.Packages.Versions;

/// <summary>
/// Maven's order (POM reference, <em>Version Order Specification</em>): parts at dots, hyphens and where digits meet letters; null parts
/// (<c>0</c>, <c>ga</c>, <c>final</c>, <c>release</c>) dropped at the end and before each hyphen; the shorter padded. Every text is a version.
/// </summary>
public sealed class MavenVersionOrder : IVersionOrder
{
    private static readonly string[] Known = ["alpha", "beta", "milestone", "rc", "snapshot", "", "sp"];

    public string Name => "maven";

    public int? Compare(string left, string right)
    {
        if (!VersionText.IsBounded(left, right))
            return null;
        var a = Parts(left);
        var b = Parts(right);
        for (var index = 0; index < a.Count || index < b.Count; index++)
        {
            var order = (index < a.Count ? a[index] : Padding(b[index])).Order(index < b.Count ? b[index] : Padding(a[index]));
            if (order != 0)
                return order;
        }

        return 0;
    }

    private static Part Padding(Part other) => new(other.AfterHyphen, other.AfterHyphen ? "" : "0");

    private static List<Part> Parts(string text)
    {
        var parts = new List<Part>();
        var rest = text.Trim().ToLowerInvariant().AsSpan();
        var afterHyphen = false;
        while (true)
        {
            var length = 0;
            while (length < rest.Length && rest[length] is not ('.' or '-') && (length == 0 || char.IsAsciiDigit(rest[length]) == char.IsAsciiDigit(rest[length - 1])))
                length++;
            var value = length == 0 ? "0" : rest[..length].ToString();
            rest = rest[length..];
            var meetsDigit = rest is [>= '0' and <= '9', ..];
            parts.Add(new Part(afterHyphen, Canonical(value, meetsDigit)));
            if (rest.IsEmpty)
                break;
            afterHyphen = rest[0] != '.';
            if (rest[0] is '.' or '-')
                rest = rest[1..];
        }

        Trim(parts);
        return parts;
    }

    /// <summary>"a", "b" and "m" are short for alpha, beta and milestone only when a digit follows at once.</summary>
    private static string Canonical(string value, bool meetsDigit) => value switch
    {
        "a" when meetsDigit => "alpha",
        "b" when meetsDigit => "beta",
        "m" when meetsDigit => "milestone",
        "cr" => "rc",
        "ga" or "final" or "release" => "",
        _ => value,
    };

    private static void Trim(List<Part> parts)
    {
        for (var end = parts.Count; end > 0;)
        {
            var from = end;
            while (from > 1 && parts[from - 1].IsNull)
                from--;
            parts.RemoveRange(from, end - from);
            end = from - 1;
            while (end > 0 && !parts[end].AfterHyphen)
                end--;
        }
    }

    private readonly record struct Part(bool AfterHyphen, string Value)
    {
        private bool IsNumber => VersionText.AreDigits(Value);

        public bool IsNull => VersionText.IsZero(Value);

        /// <summary>".qualifier" = "-qualifier" &lt; "-number" &lt; ".number".</summary>
        private int Kind => !IsNumber ? 0 : AfterHyphen ? 1 : 2;

        public int Order(Part other)
        {
            var order = Kind.CompareTo(other.Kind);
            if (order != 0)
                return order;
            if (IsNumber)
                return VersionText.CompareDigits(Value, other.Value);
            order = Rank(Value).CompareTo(Rank(other.Value));
            return order != 0 ? order : string.CompareOrdinal(Value, other.Value);
        }

        private static int Rank(string qualifier)
        {
            var rank = Array.IndexOf(Known, qualifier);
            return rank < 0 ? Known.Length : rank;
        }
    }
}
