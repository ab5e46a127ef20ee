namespace Compliance.Policy.Documents;

/// <summary>How binding a rule is.</summary>
public enum Force
{
    May = 0,
    Should = 1,
    Must = 2,

    /// <summary>The rule says something else for each certification class: the profile decides.</summary>
    ByClass = 3,
}
