using System.Collections.Immutable;
using Compliance.Cryptography.Apk;
using Compliance.Formats.Packages.Apk.Archives;
using Compliance.Formats.Packages.Apk.Versions;
using Compliance.Pipeline.Apk.Solving;

namespace Compliance.Pipeline.Compose.Files;

/// <summary>A package that was put into an image.</summary>
/// <param name="Entries">Files that it owns there, in archive order; those that others took from it are gone.</param>
public sealed record InstalledPackage(SelectedPackage Selected, ApkArchive Archive, ApkPackageVerification Verification, string Location)
{
    public List<ApkEntry> Entries { get; } = [];

    /// <summary>What it put at each path, with the content that it had then.</summary>
    internal Dictionary<string, (ImageNode Node, ReadOnlyMemory<byte> Content)> Nodes { get; } = new(StringComparer.Ordinal);

    public string Name => Archive.Metadata.Package.Name;

    public string Version => Archive.Metadata.Package.Version;

    /// <summary>What it may write over, by name and, where one is stated, version.</summary>
    public bool Replaces(InstalledPackage other) => Archive.Metadata.Package.Replaces
        .Any(text => ApkDependency.TryParse(text, out var replaced) && replaced.Name == other.Name && replaced.IsSatisfiedBy(other.Version));

    public bool HasOriginOf(InstalledPackage other) =>
        Archive.Metadata.Package.Origin is { Length: > 0 } origin && origin == other.Archive.Metadata.Package.Origin;

    public ImmutableArray<string> Triggers => Archive.Metadata.Triggers;
}
