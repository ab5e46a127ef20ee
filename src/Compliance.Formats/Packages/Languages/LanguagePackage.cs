namespace Compliance.Formats.Packages.Languages;

/// <summary>A package of a language's registry.</summary>
/// <param name="Purl">Canonical package URL: type, name and version by the rules of its type.</param>
/// <param name="Licence">As stated; empty where nothing is.</param>
/// <param name="Within">Entry of an archive in which it was found, <c>lib/a.jar!META-INF/…</c>; empty for the file itself.</param>
public sealed record LanguagePackage(string Purl, string Licence, string Within);
