using System.Collections.Immutable;
using Compliance.Evidence.Collection.Packages.Languages;
using Compliance.Formats.Reading;

namespace Compliance.Evidence.Collection.Packages;

/// <summary>
/// All package databases of one image, read once: the packages, what could not be read, and how many there are by counts that don't come from
/// the same reading.
/// </summary>
internal sealed class PackageDatabases
{
    private PackageDatabases(PackageDatabaseReading reading)
    {
        var languages = LanguagePackages.Of(reading.Image, reading.Limits);
        Contained = languages.Found;
        Packages = [.. reading.Packages, .. languages.Found.Where(found => found.Owner.Length == 0).Select(InstalledPackage.Of)];
        LanguageCount = languages.Counted;
        Gaps = [.. reading.Gaps.ToImmutable(), .. languages.Gaps];
        Counts = [.. reading.Counts];
    }

    /// <summary>Of the system, then those of languages that no package of the system owns.</summary>
    public ImmutableArray<InstalledPackage> Packages { get; }

    /// <summary>All packages of languages, also those that belong to a package of the system.</summary>
    public ImmutableArray<FoundLanguagePackage> Contained { get; }

    /// <summary>Those of languages among <see cref="Packages"/>, by what their files hold.</summary>
    public int LanguageCount { get; }

    /// <summary>Empty only when everything that is installed by a package manager is in <see cref="Packages"/>.</summary>
    public ImmutableArray<Defect> Gaps { get; }

    /// <summary>One for each database that was found and could be counted.</summary>
    public ImmutableArray<PackageCount> Counts { get; }

    public static PackageDatabases Of(ImageEvidence image, Limits limits) => image.Derived(evidence => Read(evidence, limits));

    private static PackageDatabases Read(ImageEvidence image, Limits limits)
    {
        var reading = new PackageDatabaseReading(image, limits);
        ApkPackages.Read(reading);
        DpkgPackages.Read(reading);
        RpmPackages.Read(reading);
        AbsentDatabases.Judge(reading);
        return new PackageDatabases(reading);
    }
}
