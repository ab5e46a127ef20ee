namespace Compliance.Formats.Vulnerabilities.Feeds;

/// <summary>Names of packages as feeds are looked up by them.</summary>
public static class FeedKeys
{
    /// <summary>PyPI's names are equal whatever their case and separators (PEP 503), NuGet's and Packagist's whatever their case; others are as they are.</summary>
    /// <param name="ecosystem">As OSV spells it, with or without a suffix.</param>
    public static string Of(string ecosystem, string name) => Plain(ecosystem) switch
    {
        "PyPI" => Python(name),
        "NuGet" or "Packagist" => name.ToLowerInvariant(),
        _ => name,
    };

    private static ReadOnlySpan<char> Plain(string ecosystem) => ecosystem.IndexOf(':', StringComparison.Ordinal) is >= 0 and var suffix ? ecosystem.AsSpan(0, suffix) : ecosystem;

    private static string Python(string name)
    {
        var parts = name.ToLowerInvariant().Split(['-', '_', '.'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join('-', parts);
    }
}
