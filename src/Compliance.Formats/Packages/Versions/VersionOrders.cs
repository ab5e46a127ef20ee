using System.Collections.Frozen;

namespace Compliance.Formats.Packages.Versions;

/// <summary>Which ecosystem compares its versions how. An ecosystem that is not here has no order: its versions stay incomparable, never equal.</summary>
public static class VersionOrders
{
    public static IVersionOrder Apk { get; } = new ApkVersionOrder();

    public static IVersionOrder Debian { get; } = new DebianVersionOrder();

    public static IVersionOrder Rpm { get; } = new RpmVersionOrder();

    public static IVersionOrder Python { get; } = new PythonVersionOrder();

    public static IVersionOrder Maven { get; } = new MavenVersionOrder();

    public static IVersionOrder RubyGems { get; } = new RubyGemsVersionOrder();

    public static IVersionOrder NuGet { get; } = new NuGetVersionOrder();

    public static IVersionOrder Composer { get; } = new ComposerVersionOrder();

    private static readonly FrozenDictionary<string, IVersionOrder> ByPurlType = new Dictionary<string, IVersionOrder>
    {
        ["apk"] = Apk,
        ["deb"] = Debian,
        ["rpm"] = Rpm,
        ["pypi"] = Python,
        ["maven"] = Maven,
        ["gem"] = RubyGems,
        ["nuget"] = NuGet,
        ["composer"] = Composer,
        ["npm"] = SemanticVersionOrder.ForNpm,
        ["pub"] = SemanticVersionOrder.ForPub,
        ["golang"] = SemanticVersionOrder.Plain,
        ["cargo"] = SemanticVersionOrder.Plain,
        ["hex"] = SemanticVersionOrder.Plain,
        ["swift"] = SemanticVersionOrder.Plain,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, IVersionOrder> ByOsvEcosystem = new Dictionary<string, IVersionOrder>
    {
        ["Alpine"] = Apk,
        ["Chainguard"] = Apk,
        ["MinimOS"] = Apk,
        ["Wolfi"] = Apk,
        ["Debian"] = Debian,
        ["Ubuntu"] = Debian,
        ["Red Hat"] = Rpm,
        ["AlmaLinux"] = Rpm,
        ["Rocky Linux"] = Rpm,
        ["SUSE"] = Rpm,
        ["openSUSE"] = Rpm,
        ["Mageia"] = Rpm,
        ["openEuler"] = Rpm,
        ["Photon OS"] = Rpm,
        ["Azure Linux"] = Rpm,
        ["PyPI"] = Python,
        ["Maven"] = Maven,
        ["RubyGems"] = RubyGems,
        ["NuGet"] = NuGet,
        ["Packagist"] = Composer,
        ["npm"] = SemanticVersionOrder.ForNpm,
        ["Pub"] = SemanticVersionOrder.ForPub,
        ["Go"] = SemanticVersionOrder.Plain,
        ["crates.io"] = SemanticVersionOrder.Plain,
        ["Hex"] = SemanticVersionOrder.Plain,
        ["SwiftURL"] = SemanticVersionOrder.Plain,
        ["Bitnami"] = SemanticVersionOrder.Plain,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="type">The type of a package URL, in lower case (ECMA-427).</param>
    public static IVersionOrder? ForPurlType(string type) => ByPurlType.GetValueOrDefault(type);

    /// <param name="ecosystem">As OSV spells it, with or without a suffix such as <c>:12</c> (OSV schema 1.7, <c>affected[].package.ecosystem</c>).</param>
    public static IVersionOrder? ForOsvEcosystem(string ecosystem)
    {
        var suffix = ecosystem.IndexOf(':', StringComparison.Ordinal);
        return ByOsvEcosystem.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(ecosystem.AsSpan(0, suffix < 0 ? ecosystem.Length : suffix), out var order) ? order : null;
    }
}
