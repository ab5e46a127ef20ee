using System.Collections.Frozen;

namespace Compliance.Formats.Sbom.Texts;

/// <summary>Tags of SPDX 2 with the members of the JSON form that they are.</summary>
internal static class SpdxTags
{
    /// <summary>Tags with one text.</summary>
    public static FrozenDictionary<string, string> Texts { get; } = new Dictionary<string, string>
    {
        ["SPDXVersion"] = "spdxVersion",
        ["DataLicense"] = "dataLicense",
        ["DocumentName"] = "name",
        ["DocumentNamespace"] = "documentNamespace",
        ["DocumentComment"] = "comment",
        ["PackageVersion"] = "versionInfo",
        ["PackageFileName"] = "packageFileName",
        ["PackageSupplier"] = "supplier",
        ["PackageOriginator"] = "originator",
        ["PackageDownloadLocation"] = "downloadLocation",
        ["PackageHomePage"] = "homepage",
        ["PackageSourceInfo"] = "sourceInfo",
        ["PackageLicenseConcluded"] = "licenseConcluded",
        ["PackageLicenseDeclared"] = "licenseDeclared",
        ["PackageLicenseComments"] = "licenseComments",
        ["PackageCopyrightText"] = "copyrightText",
        ["PackageSummary"] = "summary",
        ["PackageDescription"] = "description",
        ["PackageComment"] = "comment",
        ["PrimaryPackagePurpose"] = "primaryPackagePurpose",
        ["ReleaseDate"] = "releaseDate",
        ["BuiltDate"] = "builtDate",
        ["ValidUntilDate"] = "validUntilDate",
        ["LicenseConcluded"] = "licenseConcluded",
        ["LicenseComments"] = "licenseComments",
        ["FileCopyrightText"] = "copyrightText",
        ["FileComment"] = "comment",
        ["FileNotice"] = "noticeText",
        ["ExtractedText"] = "extractedText",
        ["LicenseName"] = "name",
        ["LicenseComment"] = "comment",
        ["SnippetName"] = "name",
        ["SnippetComment"] = "comment",
        ["SnippetLicenseConcluded"] = "licenseConcluded",
        ["SnippetLicenseComments"] = "licenseComments",
        ["SnippetCopyrightText"] = "copyrightText",
        ["SnippetFromFileSPDXID"] = "snippetFromFile",
        ["SnippetFromFileSPDXIdentifier"] = "snippetFromFile",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Tags that may repeat.</summary>
    public static FrozenDictionary<string, string> Lists { get; } = new Dictionary<string, string>
    {
        ["FileType"] = "fileTypes",
        ["LicenseInfoInFile"] = "licenseInfoInFiles",
        ["PackageLicenseInfoFromFiles"] = "licenseInfoFromFiles",
        ["LicenseInfoInSnippet"] = "licenseInfoInSnippets",
        ["FileContributor"] = "fileContributors",
        ["PackageAttributionText"] = "attributionTexts",
        ["FileAttributionText"] = "attributionTexts",
        ["SnippetAttributionText"] = "attributionTexts",
        ["LicenseCrossReference"] = "seeAlsos",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Tags of SPDX that nothing here asks for.</summary>
    public static FrozenSet<string> Ignored { get; } = new[]
    {
        "ExternalDocumentRef", "RelationshipComment", "ExternalRefComment", "Annotator", "AnnotationDate", "AnnotationType", "AnnotationComment", "SPDXREF", "Reviewer", "ReviewDate",
        "ReviewComment", "SnippetByteRange", "SnippetLineRange", "FileDependency", "ArtifactOfProjectName", "ArtifactOfProjectHomePage", "ArtifactOfProjectURI", "PackageAttributionText",
    }.ToFrozenSet(StringComparer.Ordinal);
}
