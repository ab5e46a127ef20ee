namespace Compliance.Policy.Evaluating;

/// <summary>Order of control ids and objective labels: digits as numbers (<c>cm-2</c> before <c>cm-10</c>), everything else ordinal.</summary>
internal static class ControlOrder
{
    public static int Compare(string left, string right)
    {
        var (i, j) = (0, 0);
        while (i < left.Length && j < right.Length)
        {
            if (char.IsAsciiDigit(left[i]) && char.IsAsciiDigit(right[j]))
            {
                var (one, other) = (Digits(left, ref i), Digits(right, ref j));
                var order = one.Length != other.Length ? one.Length.CompareTo(other.Length) : string.CompareOrdinal(one, other);
                if (order != 0) return order;
            }
            else if (left[i] != right[j])
            {
                return left[i].CompareTo(right[j]);
            }
            else
            {
                (i, j) = (i + 1, j + 1);
            }
        }

        var rest = (left.Length - i).CompareTo(right.Length - j);
        return rest != 0 ? rest : string.CompareOrdinal(left, right);
    }

    private static string Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return text[start..at].TrimStart('0');
    }
}
