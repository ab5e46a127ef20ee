using System.Collections.Immutable;

namespace Compliance.Policy.Facts;

/// <summary>One package that a package database of the image says is installed, or that a language's metadata, a program or an archive says is there and no such package owns.</summary>
public sealed record PackageFact : FactValue
{
    public override FactKind Kind => FactKind.Package;

    /// <summary><c>apk</c>, <c>dpkg</c> or <c>rpm</c>; for packages of languages the type of their package URL: <c>pypi</c>, <c>npm</c>, <c>gem</c>, <c>nuget</c>, <c>composer</c>, <c>golang</c>, <c>cargo</c>, <c>maven</c>.</summary>
    public required string Database { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    public required string Architecture { get; init; }

    /// <summary>Source package (apk origin, dpkg Source); the package's own name when none is stated.</summary>
    public required string Origin { get; init; }

    /// <summary>Version of the source package where it has another one than the package; empty otherwise.</summary>
    public string OriginVersion { get; init; } = "";

    /// <summary>Package URL, canonical form.</summary>
    public required string Purl { get; init; }

    /// <summary>Licence expression as the database states it; empty when it states none.</summary>
    public required string Licence { get; init; }

    /// <summary>Maintainer or vendor as stated; empty when none is.</summary>
    public required string Supplier { get; init; }

    /// <summary>Files that the database lists for it.</summary>
    public required Knowable<long> FileCount { get; init; }

    /// <summary>Whether an SBOM about this image names it with this version.</summary>
    public required Knowable<bool> InSbom { get; init; }
}
