using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.Formats.Packages.Urls;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>Packages of distributions by their package URLs: the ecosystem with its release from the qualifier <c>distro</c>, the source package from <c>upstream</c>.</summary>
internal static class PurlTargets
{
    private static readonly FrozenDictionary<string, string> DebianReleases = new Dictionary<string, string>
    {
        ["buster"] = "10",
        ["bullseye"] = "11",
        ["bookworm"] = "12",
        ["trixie"] = "13",
        ["forky"] = "14",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> UbuntuReleases = new Dictionary<string, string>
    {
        ["bionic"] = "18.04",
        ["focal"] = "20.04",
        ["jammy"] = "22.04",
        ["noble"] = "24.04",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Null for what is no package of a distribution, or of one that no feed is known for.</summary>
    public static MatchTarget? Distribution(string text)
    {
        if (!PackageUrl.Parse(text).TryGet(out var purl) || purl.Version.Length == 0) return null;
        var ecosystems = Ecosystems(purl);
        if (ecosystems.IsEmpty) return null;
        var version = purl.Type == "rpm" && purl.Qualifiers.TryGetValue("epoch", out var epoch) && !purl.Version.Contains(':', StringComparison.Ordinal) ? $"{epoch}:{purl.Version}" : purl.Version;
        var (source, sourceVersion) = Source(purl, version);
        return new MatchTarget(purl.Name, version, source, sourceVersion, purl.ToString(), ecosystems) { IsOperatingSystem = true };
    }

    private static ImmutableArray<string> Ecosystems(PackageUrl purl)
    {
        var distro = purl.Qualifiers.GetValueOrDefault("distro", "");
        var release = Release(distro);
        return (purl.Type, purl.Namespace) switch
        {
            ("apk", "wolfi") => ["Wolfi"],
            ("apk", "chainguard") => ["Chainguard", "Wolfi"],
            ("apk", "minimos") => ["MinimOS"],
            ("apk", "alpine") when Minor(release) is { } minor => [$"Alpine:v{minor}"],
            ("deb", "debian") when Named(release, DebianReleases) is { } number => [$"Debian:{number.Split('.')[0]}"],
            ("deb", "ubuntu") when Named(release, UbuntuReleases) is { } number => [$"Ubuntu:{number}"],
            ("rpm", "opensuse") => distro.StartsWith("opensuse-leap-", StringComparison.Ordinal) ? RpmEcosystems.Of("opensuse-leap", release) : [],
            ("rpm", "suse") => distro.StartsWith("sles-", StringComparison.Ordinal) ? RpmEcosystems.Of("sles", release) : [],
            ("rpm", _) => RpmEcosystems.Of(purl.Namespace, release),
            _ => [],
        };
    }

    /// <summary><c>debian-12.5</c>, <c>12.5</c> and <c>bookworm</c> are all in use.</summary>
    private static string Release(string distro)
    {
        var dash = distro.LastIndexOf('-');
        return dash >= 0 ? distro[(dash + 1)..] : distro;
    }

    private static string? Named(string release, FrozenDictionary<string, string> names) =>
        names.TryGetValue(release, out var number) ? number : release.Length > 0 && char.IsAsciiDigit(release[0]) ? release : null;

    private static string? Minor(string release)
    {
        var parts = release.TrimStart('v').Split('.');
        return parts.Length >= 2 && parts[0].Length > 0 && parts.Take(2).All(part => part.Length > 0 && part.All(char.IsAsciiDigit)) ? $"{parts[0]}.{parts[1]}" : null;
    }

    /// <summary><c>upstream=openssl</c>, <c>upstream=openssl@3.0.11-1</c>, <c>upstream=openssl-3.0.7-1.el9.src.rpm</c>; without one a package is its own source.</summary>
    private static (string Name, string Version) Source(PackageUrl purl, string version)
    {
        var upstream = purl.Qualifiers.GetValueOrDefault("upstream", purl.Qualifiers.GetValueOrDefault("origin", ""));
        if (upstream.Length == 0) return (purl.Name, version);
        // Distributions of rpm packages name binary packages in their advisories.
        if (purl.Type == "rpm") return (purl.Name, version);
        var at = upstream.IndexOf('@', StringComparison.Ordinal);
        return at > 0 ? (upstream[..at], upstream[(at + 1)..]) : (upstream, version);
    }
}
