using System.Collections.Immutable;
using Compliance.Formats.Vulnerabilities.Feeds;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>A package of the image as advisories speak of it.</summary>
/// <param name="Package">Name as installed.</param>
/// <param name="Installed">Version as installed.</param>
/// <param name="Name">Name in the ecosystem: the source package for distributions.</param>
/// <param name="Version">The version that ranges are compared with.</param>
/// <param name="Ecosystems">As OSV spells them; a distribution that builds on another has both.</param>
internal sealed record MatchTarget(string Package, string Installed, string Name, string Version, string Purl, ImmutableArray<string> Ecosystems)
{
    public bool IsOperatingSystem { get; init; }

    /// <summary>Under which feeds are looked up.</summary>
    public IEnumerable<string> Keys => Ecosystems.Select(ecosystem => FeedKeys.Of(ecosystem, Name)).Distinct(StringComparer.Ordinal);

    /// <summary>
    /// Whether an advisory's ecosystem is this package's: the same release, or none named, which means every release. Ubuntu marks long-term support behind
    /// the release, Red Hat the channel, SUSE the module.
    /// </summary>
    public bool IsIn(string ecosystem) => Ecosystems.Any(own => own == ecosystem || own.Split(':', 2)[0] == ecosystem || ecosystem == $"{own}:LTS" || RpmEcosystems.IsPartOf(own, ecosystem) || (ecosystem.StartsWith("Red Hat:", StringComparison.Ordinal) && ecosystem.StartsWith($"{own}:", StringComparison.Ordinal)));
}
