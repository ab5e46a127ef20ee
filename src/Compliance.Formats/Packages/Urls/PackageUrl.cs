using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Urls;

/// <summary>
/// A package URL (ECMA-427, <c>pkg:type/namespace/name@version?qualifiers#subpath</c>) in canonical form: type and, where the type says so,
/// names in lower case, qualifiers sorted and without empty values. Equal when their canonical texts are.
/// </summary>
public sealed record PackageUrl
{
    private const int MaxLength = 16_384;

    internal PackageUrl(string type, string space, string name, string version, ImmutableSortedDictionary<string, string> qualifiers, string subpath) =>
        (Type, Namespace, Name, Version, Qualifiers, Subpath) = (type, space, name, version, qualifiers, subpath);

    public string Type { get; }

    /// <summary>Segments divided by <c>/</c>, decoded; empty when there is none.</summary>
    public string Namespace { get; }

    public string Name { get; }

    /// <summary>Empty when there is none.</summary>
    public string Version { get; }

    /// <summary>Ordered by key, ordinal.</summary>
    public ImmutableSortedDictionary<string, string> Qualifiers { get; }

    /// <summary>Empty when there is none.</summary>
    public string Subpath { get; }

    /// <summary>Parses and normalises; refuses what the specification or the rules of the type forbid, with every cause found.</summary>
    public static Reading<PackageUrl> Parse(string text, Locator? locator = null)
    {
        locator ??= new Locator(text.Length > 200 ? text[..200] : text);
        return text.Length > MaxLength
            ? Readings.Reject<PackageUrl>(PackageUrlCodes.NotPackageUrl, locator, $"longer than {MaxLength} characters")
            : PackageUrlParser.Parse(text, locator);
    }

    /// <summary>Builds from components in plain text; the same rules as <see cref="Parse"/>. Null and empty mean absent.</summary>
    public static Reading<PackageUrl> Build(
        string? type, string? space, string? name, string? version = null, IEnumerable<KeyValuePair<string, string>>? qualifiers = null, string? subpath = null) =>
        PackageUrlRules.Make(type ?? "", space ?? "", name ?? "", version ?? "", qualifiers ?? [], subpath ?? "", new Locator("package URL"));

    public bool Equals(PackageUrl? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>The canonical text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("pkg:").Append(Type).Append('/');
        foreach (var segment in Namespace.Split('/', StringSplitOptions.RemoveEmptyEntries)) PackageUrlEscapes.Append(text, segment).Append('/');
        if (Type == "git") PackageUrlEscapes.AppendPath(text, Name);
        else PackageUrlEscapes.Append(text, Name);
        if (Version.Length > 0) PackageUrlEscapes.Append(text.Append('@'), Version);
        var separator = '?';
        foreach (var (key, value) in Qualifiers)
        {
            PackageUrlEscapes.Append(text.Append(separator).Append(key).Append('='), value);
            separator = '&';
        }

        if (Subpath.Length > 0) PackageUrlEscapes.AppendPath(text.Append('#'), Subpath);
        return text.ToString();
    }
}
