using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Apk;

/// <summary>One record of an apk database. Texts are empty where the record states nothing.</summary>
public sealed record ApkPackage
{
    /// <summary>Place of the record's first line.</summary>
    public required Locator Locator { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    public string Architecture { get; init; } = "";

    public string Description { get; init; } = "";

    public string Url { get; init; } = "";

    /// <summary>As written; meant to be an SPDX expression.</summary>
    public string Licence { get; init; } = "";

    /// <summary>The source package that it was built from.</summary>
    public string Origin { get; init; } = "";

    public string Maintainer { get; init; } = "";

    /// <summary>Commit of the recipe.</summary>
    public string Commit { get; init; } = "";

    /// <summary>Seconds since 1970-01-01 UTC.</summary>
    public long? BuiltAt { get; init; }

    /// <summary>Bytes of the package file.</summary>
    public long? PackageBytes { get; init; }

    /// <summary>Bytes that it takes when installed.</summary>
    public long? InstalledBytes { get; init; }

    public long? ProviderPriority { get; init; }

    public long? ReplacesPriority { get; init; }

    /// <summary>Repository pin.</summary>
    public string RepositoryTag { get; init; } = "";

    /// <summary>Identity of the package: checksum of its control member.</summary>
    public ApkChecksum? Checksum { get; init; }

    /// <summary>As written, for example <c>so:libc.musl-x86_64.so.1</c>, <c>busybox&gt;=1.36</c>, <c>!uclibc</c>.</summary>
    public ImmutableArray<string> Depends { get; init; } = [];

    public ImmutableArray<string> Provides { get; init; } = [];

    public ImmutableArray<string> Replaces { get; init; } = [];

    public ImmutableArray<string> InstallIf { get; init; } = [];

    public ImmutableArray<ApkDirectory> Directories { get; init; } = [];

    public ImmutableArray<ApkFile> Files { get; init; } = [];
}
