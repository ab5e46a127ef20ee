using System.Collections.Immutable;

namespace Compliance.Formats.Vulnerabilities.Secdb;

/// <summary>
/// A security database as Alpine, Wolfi and others publish it, one for each repository. It lists fixed vulnerabilities only: a package without an entry is not
/// therefore safe.
/// </summary>
/// <param name="Distribution">Such as <c>v3.20</c>; empty when the feed names none.</param>
/// <param name="Repository">Such as <c>main</c> or <c>os</c>; empty when the feed names none.</param>
public sealed record SecdbFeed(string Distribution, string Repository, ImmutableArray<SecdbPackage> Packages)
{
    /// <summary>Where the packages lie (<c>urlprefix</c>, else <c>apkurl</c>); empty when the feed names no place.</summary>
    public string Url { get; init; } = "";
}
