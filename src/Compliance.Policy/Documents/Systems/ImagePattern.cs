namespace Compliance.Policy.Documents;

/// <summary>How system files name images: by reference or digest, with a wildcard.</summary>
public static class ImagePattern
{
    /// <summary><c>*</c> stands for any characters; everything else for itself. Time is bounded by the product of the lengths.</summary>
    public static bool Matches(string pattern, string name)
    {
        var (at, inPattern, star, resume) = (0, 0, -1, 0);
        while (at < name.Length)
        {
            if (inPattern < pattern.Length && pattern[inPattern] == '*') (star, resume, inPattern) = (inPattern, at, inPattern + 1);
            else if (inPattern < pattern.Length && pattern[inPattern] == name[at]) (at, inPattern) = (at + 1, inPattern + 1);
            else if (star >= 0) (inPattern, resume, at) = (star + 1, resume + 1, resume + 1);
            else return false;
        }

        while (inPattern < pattern.Length && pattern[inPattern] == '*') inPattern++;
        return inPattern == pattern.Length;
    }
}
