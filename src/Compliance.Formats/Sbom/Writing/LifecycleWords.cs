namespace Compliance.Formats.Sbom.Writing;

/// <summary>SPDX and CycloneDX have their own words for when in the life of the software a document was made.</summary>
internal static class LifecycleWords
{
    /// <summary>Empty where SPDX has none.</summary>
    public static string ToSpdx(string word) => word switch
    {
        "design" or "source" or "build" or "analyzed" or "deployed" or "runtime" => word,
        "pre-build" => "source",
        "post-build" or "discovery" => "analyzed",
        "operations" => "deployed",
        _ => "",
    };

    /// <summary>Empty where CycloneDX has none among its phases.</summary>
    public static string ToCycloneDx(string word) => word switch
    {
        "design" or "pre-build" or "build" or "post-build" or "operations" or "discovery" or "decommission" => word,
        "source" => "pre-build",
        "analyzed" => "post-build",
        "deployed" or "runtime" => "operations",
        _ => "",
    };
}
