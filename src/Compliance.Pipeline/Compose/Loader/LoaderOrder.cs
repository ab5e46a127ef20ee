namespace Compliance.Pipeline.Compose.Loader;

/// <summary>glibc's order of names in its cache: numbers by value, and a digit above anything else. The loader searches by halves, so this order decides what it finds.</summary>
public sealed class LoaderOrder : IComparer<string>
{
    public static LoaderOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        while (left.Length > 0 && right.Length > 0)
        {
            var (isLeft, isRight) = (char.IsAsciiDigit(left[0]), char.IsAsciiDigit(right[0]));
            if (isLeft != isRight) return isLeft ? 1 : -1;
            if (isLeft)
            {
                var one = Digits(ref left);
                var other = Digits(ref right);
                if (one.Length != other.Length) return one.Length.CompareTo(other.Length);
                if (one.SequenceCompareTo(other) is not 0 and var order) return order;
                continue;
            }

            if (left[0] != right[0]) return left[0].CompareTo(right[0]);
            left = left[1..];
            right = right[1..];
        }

        return left.Length > 0 ? 1 : right.Length > 0 ? -1 : 0;
    }

    /// <summary>Takes a number off, without zeros in front.</summary>
    private static ReadOnlySpan<char> Digits(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        var number = (end < 0 ? text : text[..end]).TrimStart('0');
        text = end < 0 ? default : text[end..];
        return number;
    }
}
