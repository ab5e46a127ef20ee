using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.OpenSsl.Configuration;

/// <summary>A configuration with everything that it includes, as OpenSSL would hold it after loading.</summary>
public sealed record OpenSslConfiguration
{
    /// <summary>The section of settings before any header.</summary>
    public const string DefaultSection = "default";

    public required ConfigurationLoad Load { get; init; }

    /// <summary>The file that loading began with.</summary>
    public required string Path { get; init; }

    /// <summary>In the order in which OpenSSL keeps them: a repeated name in a section replaces the earlier one and moves to the end.</summary>
    public required ImmutableArray<ConfigurationEntry> Entries { get; init; }

    /// <summary>Sections by name, also empty ones.</summary>
    public required ImmutableSortedSet<string> Sections { get; init; }

    /// <summary>Paths that were read, in order; the first is <see cref="Path"/>.</summary>
    public required ImmutableArray<string> Documents { get; init; }

    /// <summary>Why it was refused or not seen, and what was tolerated.</summary>
    public required ImmutableArray<Defect> Defects { get; init; }

    /// <summary>Entries of a section in order; null when there is no such section.</summary>
    public ImmutableArray<ConfigurationEntry>? Section(string name) =>
        Sections.Contains(name) ? [.. Entries.Where(entry => entry.Section == name)] : null;

    /// <summary>One setting of a section; like OpenSSL, falls back to the default section.</summary>
    public ConfigurationEntry? Find(string section, string name) =>
        Entries.FirstOrDefault(entry => entry.Section == section && entry.Name == name)
        ?? Entries.FirstOrDefault(entry => entry.Section == DefaultSection && entry.Name == name);
}
