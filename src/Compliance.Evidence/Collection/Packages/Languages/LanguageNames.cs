using System.Collections.Frozen;
using Compliance.Formats.Packages.Urls;

namespace Compliance.Evidence.Collection.Packages.Languages;

/// <summary>How packages of languages are named in facts.</summary>
internal static class LanguageNames
{
    private static readonly FrozenSet<string> Types = FrozenSet.ToFrozenSet(["pypi", "npm", "gem", "nuget", "composer", "golang", "cargo", "maven"], StringComparer.Ordinal);

    /// <summary>Whether a type of package URL, which is also the word for the database in facts, is a language's.</summary>
    public static bool Has(string type) => Types.Contains(type);

    public static string Of(PackageUrl purl) => purl.Namespace.Length == 0 ? purl.Name : $"{purl.Namespace}/{purl.Name}";
}
