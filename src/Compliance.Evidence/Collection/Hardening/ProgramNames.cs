namespace Compliance.Evidence.Collection.Hardening;

/// <summary>Names under which command interpreters and package managers are installed.</summary>
internal static class ProgramNames
{
    private static readonly HashSet<string> Shells = new(StringComparer.Ordinal)
    {
        "sh", "ash", "bash", "rbash", "busybox", "csh", "dash", "elvish", "fish", "ksh", "ksh93", "lksh", "mksh", "nu", "oksh", "posh", "pwsh", "rksh", "static-sh", "tcsh",
        "toybox", "xonsh", "yash", "zsh",
    };

    private static readonly HashSet<string> PackageManagers = new(StringComparer.Ordinal)
    {
        "apk", "apt", "apt-get", "aptitude", "brew", "bun", "bundle", "cargo", "conan", "conda", "corepack", "cpan", "cpanm", "dnf", "dnf5", "dpkg", "easy_install", "emerge",
        "flatpak", "gem", "guix", "mamba", "microdnf", "micromamba", "nix", "nix-env", "npm", "npx", "opkg", "pacman", "pear", "pecl", "composer", "pip", "pipx", "pnpm", "poetry", "rpm",
        "snap", "swupd", "tdnf", "uv", "xbps-install", "yarn", "yarnpkg", "yum", "zypper",
    };

    public static bool IsShell(string name) => Shells.Contains(name);

    /// <summary>Also pip with the version that it belongs to.</summary>
    public static bool IsPackageManager(string name) =>
        PackageManagers.Contains(name) || (name.StartsWith("pip", StringComparison.Ordinal) && name.AsSpan(3).IndexOfAnyExcept("0123456789.") < 0);

    /// <summary>
    /// True where Debian puts scripts that are named after the package they serve (Policy 9.3 and 9.5, reportbug's interface): they are not that program.
    /// </summary>
    public static bool IsNamedAfterPackage(string path) =>
        path.StartsWith("etc/cron.", StringComparison.Ordinal) || path.StartsWith("etc/init.d/", StringComparison.Ordinal) || path.StartsWith("usr/share/bug/", StringComparison.Ordinal);
}
