namespace Compliance.Policy;

/// <summary>Finds the name that somebody most likely meant.</summary>
public static class NearestName
{
    private const int MaxLength = 64;

    /// <summary>The candidate with the least edit distance, at most a third of the length (two at least); null when none is near. Ties go to the first.</summary>
    public static string? Among(string written, IEnumerable<string> candidates)
    {
        if (written.Length is 0 or > MaxLength) return null;
        var bound = Math.Max(2, written.Length / 3);
        string? best = null;
        foreach (var candidate in candidates)
        {
            if (candidate.Length > MaxLength || Math.Abs(candidate.Length - written.Length) > bound) continue;
            var distance = Distance(written.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance > bound) continue;
            bound = distance - 1;
            best = candidate;
        }

        return best;
    }

    /// <summary><c>; did you mean 'x'?</c>, or nothing when no name is near.</summary>
    public static string Hint(string written, IEnumerable<string> candidates) => Among(written, candidates) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    private static int Distance(string left, string right)
    {
        Span<int> row = stackalloc int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++) row[column] = column;
        for (var line = 1; line <= left.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= right.Length; column++)
            {
                var above = row[column];
                var replaced = diagonal + (left[line - 1] == right[column - 1] ? 0 : 1);
                row[column] = Math.Min(replaced, Math.Min(above, row[column - 1]) + 1);
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}
