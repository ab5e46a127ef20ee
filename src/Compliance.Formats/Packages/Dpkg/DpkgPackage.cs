using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Dpkg;

/// <summary>One paragraph of a dpkg status file. Texts are empty where the paragraph states nothing.</summary>
public sealed record DpkgPackage
{
    /// <summary>Place of the paragraph's first line.</summary>
    public required Locator Locator { get; init; }

    public required string Name { get; init; }

    /// <summary><c>[epoch:]upstream[-revision]</c>.</summary>
    public required string Version { get; init; }

    public required string Architecture { get; init; }

    /// <summary>What the administrator wants: <c>install</c>, <c>hold</c>, <c>deinstall</c>, <c>purge</c>, <c>unknown</c>.</summary>
    public required string Want { get; init; }

    /// <summary><c>ok</c> or <c>reinstreq</c>.</summary>
    public required string Flag { get; init; }

    /// <summary>What is there: <c>installed</c>, <c>config-files</c>, <c>half-installed</c>, <c>unpacked</c>, ...</summary>
    public required string State { get; init; }

    /// <summary>The source package: the <c>Source</c> field without its version, or the package's own name.</summary>
    public required string SourceName { get; init; }

    /// <summary>The version in brackets of the <c>Source</c> field, or the package's own version.</summary>
    public required string SourceVersion { get; init; }

    public string MultiArch { get; init; } = "";

    public string Maintainer { get; init; } = "";

    public string Homepage { get; init; } = "";

    public string Section { get; init; } = "";

    /// <summary>First line of the description.</summary>
    public string Synopsis { get; init; } = "";

    public ImmutableArray<string> Depends { get; init; } = [];

    public ImmutableArray<string> Provides { get; init; } = [];

    public ImmutableArray<DpkgConffile> Conffiles { get; init; } = [];

    /// <summary>Completely there. A package selected for removal but not yet removed counts.</summary>
    public bool IsInstalled => State == "installed";

    /// <summary>Nothing but perhaps configuration files is there.</summary>
    public bool IsRemoved => State is "not-installed" or "config-files";
}
