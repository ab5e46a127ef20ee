using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Languages;

/// <summary>
/// The files by which package managers of languages know what they installed: Python's <c>METADATA</c> and <c>PKG-INFO</c>, npm's <c>package.json</c> below <c>node_modules</c>,
/// Ruby's specifications, .NET's <c>*.deps.json</c>, Composer's <c>installed.json</c>. Which one a file is, its path says.
/// </summary>
public static class LanguageMetadata
{
    private const int MaxBytes = 16 << 20;

    private delegate void Reader(MetadataReading reading, ReadOnlyMemory<byte> bytes);

    /// <summary>The ecosystem as package URLs name it: <c>pypi</c>, <c>npm</c>, <c>gem</c>, <c>nuget</c>, <c>composer</c>; empty for a file that is no metadata.</summary>
    public static string EcosystemOf(ReadOnlySpan<char> path)
    {
        if (PythonMetadata.IsFile(path)) return "pypi";
        if (NodeMetadata.IsFile(path)) return "npm";
        if (RubySpecification.IsFile(path)) return "gem";
        if (path.EndsWith(".deps.json", StringComparison.Ordinal)) return "nuget";
        return path.EndsWith("/composer/installed.json", StringComparison.Ordinal) ? "composer" : "";
    }

    /// <summary>The packages that a file names. Rejected when it is too large or can't be read; a row without name or version is a defect and left out.</summary>
    public static Reading<ImmutableArray<LanguagePackage>> Read(ReadOnlyMemory<byte> bytes, string path, Limits? limits = null)
    {
        limits ??= Limits.Default;
        if (bytes.Length > MaxBytes) return Readings.Reject<ImmutableArray<LanguagePackage>>(LanguageCodes.TooLarge, new Locator(path), $"{bytes.Length} bytes are more than the {MaxBytes} that are read");
        Reader? reader = EcosystemOf(path) switch
        {
            "pypi" => PythonMetadata.Read,
            "npm" => NodeMetadata.Read,
            "gem" => RubySpecification.Read,
            "nuget" => DotNetDependencies.Read,
            "composer" => ComposerInstalled.Read,
            _ => null,
        };
        if (reader is null) return Readings.Reject<ImmutableArray<LanguagePackage>>(LanguageCodes.Unreadable, new Locator(path), "the path is none of a package manager's");
        var reading = new MetadataReading(path, limits);
        reader(reading, bytes);
        return reading.Result();
    }
}
