using System.Collections.Immutable;

namespace Compliance.Formats.Packages.Apko.Model;

/// <summary>What an image runs.</summary>
public sealed record ApkoEntrypoint
{
    /// <summary>Empty or <c>service-bundle</c>.</summary>
    public string Type { get; init; } = "";

    public string Command { get; init; } = "";

    /// <summary>Run by <c>/bin/sh -c</c>.</summary>
    public string ShellFragment { get; init; } = "";

    /// <summary>Commands under supervision by name; for a service bundle.</summary>
    public ImmutableSortedDictionary<string, string> Services { get; init; } = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);
}
