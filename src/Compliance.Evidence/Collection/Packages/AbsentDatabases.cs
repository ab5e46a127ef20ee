namespace Compliance.Evidence.Collection.Packages;

/// <summary>
/// Says what is missing: databases that are not read, a database that the operating system should have, or any sign of packages at all. That
/// nothing was found is never that nothing is installed.
/// </summary>
internal static class AbsentDatabases
{
    private static readonly (string Path, string Kind)[] Unread =
    [
        ("var/lib/pacman/local", "pacman"), ("usr/lib/opkg/status", "opkg"),
        ("var/lib/opkg/status", "opkg"), ("usr/lib/dpkg/status", "dpkg in an unusual place"), ("nix/store", "nix"), ("gnu/store", "guix"), ("var/db/pkg", "portage"),
    ];

    public static void Judge(PackageDatabaseReading reading)
    {
        foreach (var (path, kind) in Unread)
        {
            if (reading.Image.Root.Resolve(path) is null) continue;
            reading.Found.Add(kind);
            reading.Gap(CollectionCodes.DatabaseNotRead, path, $"a package database ({kind}) that is not read yet");
        }

        var expected = Expected(reading.System);
        if (expected is not null && !reading.Found.Contains(expected))
            reading.Gap(CollectionCodes.DatabaseMissing, "etc/os-release", $"the operating system '{reading.System.Release!.Id}' installs packages with {expected}, and its database is not in the image");
        else if (reading.Found.Count == 0)
            reading.Gap(CollectionCodes.NothingSaysPackages, "inventory", "no package database is in the image: what is installed in it is not known");
    }

    private static string? Expected(OperatingSystemRelease system)
    {
        if (system.Is("alpine", "wolfi", "chainguard", "postmarketos")) return "apk";
        if (system.Is("debian", "ubuntu")) return "dpkg";
        if (system.Is("rhel", "fedora", "centos", "suse", "opensuse", "sles", "amzn", "mariner", "azurelinux", "photon", "ol")) return "rpm";
        return system.Is("arch") ? "pacman" : null;
    }
}
