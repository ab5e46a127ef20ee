using System.Collections.Immutable;
using Compliance.Evidence.Raw;
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
        Packages = [.. reading.Packages];
        Gaps = reading.Gaps.ToImmutable();
        Counts = [.. reading.Counts];
    }

    public ImmutableArray<InstalledPackage> Packages { get; }

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
        AbsentDatabases.Judge(reading);
        return new PackageDatabases(reading);
    }
}
