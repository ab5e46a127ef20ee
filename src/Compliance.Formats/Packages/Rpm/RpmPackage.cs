using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Rpm;

/// <summary>One installed package of an rpm database. Texts are empty where its header states nothing.</summary>
public sealed record RpmPackage
{
    /// <summary>Where the header begins in the database, or the line of a manifest.</summary>
    public required Locator Locator { get; init; }

    public required string Name { get; init; }

    /// <summary>0 when none is stated, which rpm takes for the same.</summary>
    public uint Epoch { get; init; }

    public required string Version { get; init; }

    public required string Release { get; init; }

    /// <summary>Empty for keys that are kept as packages.</summary>
    public string Architecture { get; init; } = "";

    public string Vendor { get; init; } = "";

    public string Licence { get; init; } = "";

    /// <summary>File name of the source package, <c>bash-5.1-1.src.rpm</c>.</summary>
    public string SourceRpm { get; init; } = "";

    /// <summary>Stream that the package belongs to, <c>nodejs:18:…</c>.</summary>
    public string ModularityLabel { get; init; } = "";

    public ImmutableArray<RpmFile> Files { get; init; } = [];

    /// <summary>Whether the header has a list of files at all: a manifest has none.</summary>
    public bool ListsFiles { get; init; } = true;

    /// <summary>Names and paths that it needs, without versions; what only rpm itself must know is left out.</summary>
    public ImmutableArray<string> Requires { get; init; } = [];

    public ImmutableArray<string> Provides { get; init; } = [];

    /// <summary><c>version-release</c>, as package URLs have it.</summary>
    public string VersionRelease => Release.Length == 0 ? Version : $"{Version}-{Release}";

    /// <summary><c>epoch:version-release</c>, without an epoch of 0.</summary>
    public string FullVersion => Epoch == 0 ? VersionRelease : string.Create(CultureInfo.InvariantCulture, $"{Epoch}:{VersionRelease}");

    /// <summary>Name and version of the source package; the package's own where none is stated or its name can't be taken apart.</summary>
    public (string Name, string Version) Source
    {
        get
        {
            var text = SourceRpm;
            if (!text.EndsWith(".rpm", StringComparison.Ordinal)) return (Name, VersionRelease);
            text = text[..^4];
            var dot = text.LastIndexOf('.');
            if (dot > 0) text = text[..dot];
            var release = text.LastIndexOf('-');
            var version = release > 0 ? text.LastIndexOf('-', release - 1) : -1;
            return version > 0 ? (text[..version], text[(version + 1)..]) : (Name, VersionRelease);
        }
    }
}
