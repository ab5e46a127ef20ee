using System.Collections.Immutable;
using Compliance.Cryptography.Apk;
using Compliance.Formats.Packages.Apk.Archives;
using Compliance.Pipeline.Apk.Solving;

namespace Compliance.Pipeline.Compose.Files;

/// <summary>A package that was put into an image.</summary>
/// <param name="Entries">Files that it owns there, in archive order; those that others took from it are gone.</param>
public sealed record InstalledPackage(SelectedPackage Selected, ApkArchive Archive, ApkPackageVerification Verification, string Location)
{
    public List<ApkEntry> Entries { get; } = [];

    public string Name => Archive.Metadata.Package.Name;

    public string Version => Archive.Metadata.Package.Version;

    /// <summary>What it may write over, by name.</summary>
    public bool Replaces(InstalledPackage other) => Archive.Metadata.Package.Replaces.Any(name => name == other.Name);

    public bool HasOriginOf(InstalledPackage other) =>
        Archive.Metadata.Package.Origin is { Length: > 0 } origin && origin == other.Archive.Metadata.Package.Origin;

    public ImmutableArray<string> Triggers => Archive.Metadata.Triggers;
}
