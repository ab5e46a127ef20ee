using Compliance.Formats.Packages.Dpkg.Licences;

namespace Compliance.Evidence.Collection.Packages;

/// <summary>What Debian's packages declare beside their documentation. That a copyright file is missing or says nothing certain is no gap: the licence stays open.</summary>
internal static class DpkgLicences
{
    private const string Folder = "usr/share/doc/";

    private const string Name = "/copyright";

    /// <summary><c>usr/share/doc/PACKAGE/copyright</c>.</summary>
    public static bool IsCopyright(ReadOnlySpan<char> path) =>
        path.StartsWith(Folder, StringComparison.Ordinal) && path.EndsWith(Name, StringComparison.Ordinal) && path.Count('/') == 4;

    /// <summary>An SPDX expression; empty when nothing is declared that can be read.</summary>
    public static string Of(PackageDatabaseReading reading, string package)
    {
        var entry = reading.Image.Root.Resolve($"{Folder}{package}{Name}");
        return entry is not null && reading.Image.File(entry.Path) is { } document && document.Fits(reading.Limits) ? DpkgCopyright.ReadLicence(document.ReadAll(reading.Limits), reading.Limits) : "";
    }
}
