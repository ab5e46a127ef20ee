namespace Compliance.Evidence.Collection.Packages;

/// <summary>The namespace that package URLs have for the packages of a system. Advisories are matched by it.</summary>
internal static class SystemVendor
{
    /// <summary>Red Hat and SUSE publish under the vendor's name, their systems' <c>ID</c> is the product's; others use their <c>ID</c>.</summary>
    /// <param name="type">Type of the package URL.</param>
    /// <param name="id"><c>ID</c> of os-release, or a namespace that another tool wrote.</param>
    public static string Of(string type, string id) => (type, id) switch
    {
        ("rpm", "rhel") => "redhat",
        ("rpm", "sles" or "sled" or "sle_hpc" or "sles_sap" or "suse") => "suse",
        ("rpm", _) when id.StartsWith("opensuse", StringComparison.Ordinal) => "opensuse",
        _ => id,
    };
}
