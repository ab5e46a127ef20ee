namespace Compliance.Policy.Exceptions;

/// <summary>Patterns of names: <c>*</c> stands for any characters, everything else for itself.</summary>
internal static class NamePattern
{
    /// <summary>In time proportional to the product of the lengths.</summary>
    public static bool Matches(string pattern, string name)
    {
        var (at, place, star, retry) = (0, 0, -1, 0);
        while (place < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*') (star, retry) = (at++, place);
            else if (at < pattern.Length && pattern[at] == name[place]) (at, place) = (at + 1, place + 1);
            else if (star >= 0) (at, place) = (star + 1, ++retry);
            else return false;
        }

        while (at < pattern.Length && pattern[at] == '*') at++;
        return at == pattern.Length;
    }
}
