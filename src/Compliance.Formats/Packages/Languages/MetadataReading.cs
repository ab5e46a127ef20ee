using System.Collections.Immutable;
using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Packages.Languages;

/// <summary>What has been found while one file of metadata is read.</summary>
internal sealed class MetadataReading(string path, Limits limits)
{
    private readonly DefectCollector defects = new(limits);
    private readonly ImmutableArray<LanguagePackage>.Builder packages = ImmutableArray.CreateBuilder<LanguagePackage>();
    private bool isRefused;

    public string Path => path;

    public Reading<ImmutableArray<LanguagePackage>> Result() =>
        isRefused ? Readings.Reject<ImmutableArray<LanguagePackage>>(defects.ToImmutable()) : Readings.Accept(packages.ToImmutable(), defects.ToImmutable());

    public void Refuse(string why)
    {
        defects.Add(LanguageCodes.Unreadable, new Locator(path), why);
        isRefused = true;
    }

    /// <summary>A package by the rules of its type; what has no name or version is a defect.</summary>
    public void Add(string type, string space, string name, string version, string licence, Locator? place = null)
    {
        if (packages.Count >= limits.MaxItems) defects.Add(LanguageCodes.TooMany, place ?? new Locator(path), $"more than {limits.MaxItems} packages");
        else if (name.Length > 0 && version.Length > 0 && PackageUrl.Build(type, space, name, version).TryGet(out var purl)) packages.Add(new LanguagePackage(purl.ToString(), licence, ""));
        else defects.Add(LanguageCodes.Incomplete, place ?? new Locator(path), name.Length == 0 ? "a package without a name" : $"'{name}' has no version, or no name of its ecosystem");
    }

    /// <summary>The document's root; refused and false when it is no JSON object.</summary>
    public bool Json(ReadOnlyMemory<byte> bytes, out JsonValue root)
    {
        root = StrictJson.Read(bytes, path, limits).TryGet(out var tree) ? tree.Root : default;
        if (root.IsMap || root.IsList) return true;
        Refuse("not JSON");
        return false;
    }
}
