using System.Collections.Immutable;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>Distributions of rpm packages as OSV spells them (OSV schema 1.7, <c>affected[].package.ecosystem</c>).</summary>
internal static class RpmEcosystems
{
    private const string Suse = "SUSE:Linux Enterprise ";

    private const string SuseServer = Suse + "Server ";

    /// <summary>Empty for a distribution that OSV does not have, or whose release nobody states.</summary>
    /// <param name="distribution"><c>ID</c> of os-release, or the namespace of a package URL.</param>
    /// <param name="release"><c>VERSION_ID</c> of os-release, or the number behind the name in the qualifier <c>distro</c>.</param>
    public static ImmutableArray<string> Of(string distribution, string release)
    {
        if (release.Length == 0 || !char.IsAsciiDigit(release[0])) return [];
        var major = release.Split('.')[0];
        return distribution switch
        {
            "rhel" or "redhat" => [$"Red Hat:enterprise_linux:{major}"],
            "rocky" or "rockylinux" => [$"Rocky Linux:{major}"],
            "almalinux" => [$"AlmaLinux:{major}"],
            "opensuse-leap" => [$"openSUSE:Leap {release}"],
            "sles" => [$"{SuseServer}{release.Replace(".", " SP", StringComparison.Ordinal)}"],
            "mageia" => [$"Mageia:{release}"],
            "photon" => [$"Photon OS:{release}"],
            "azurelinux" or "mariner" => [$"Azure Linux:{major}"],
            _ => [],
        };
    }

    /// <summary>
    /// Whether an ecosystem of SUSE is a part of another one's release: most packages of a server are published for its modules
    /// (<c>SUSE:Linux Enterprise Module for Basesystem 15 SP5</c>), and late ones for its longer support (<c>… Server 15 SP5-LTSS</c>).
    /// </summary>
    public static bool IsPartOf(string server, string ecosystem)
    {
        if (!server.StartsWith(SuseServer, StringComparison.Ordinal) || !ecosystem.StartsWith(Suse, StringComparison.Ordinal)) return false;
        var release = server[(SuseServer.Length - 1)..];
        return ecosystem.EndsWith(release, StringComparison.Ordinal) || ecosystem.Contains($"{release}-", StringComparison.Ordinal);
    }
}
