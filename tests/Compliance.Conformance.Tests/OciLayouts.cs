namespace Compliance.Conformance.Tests;

/// <summary>Image layouts that others wrote.</summary>
internal static class OciLayouts
{
    /// <summary><c>sigstore/image-oci-layout/&lt;case&gt;/layout</c>, each with attestations beside its image.</summary>
    public static IReadOnlyList<string> OfCosign => Under("sigstore/image-oci-layout", "layout");

    /// <summary><c>apk/apko/golden/&lt;case&gt;</c>.</summary>
    public static IReadOnlyList<string> OfApko => Under("apk/apko/golden", "");

    private static List<string> Under(string folder, string inside) => Vectors.Has(folder)
        ? [.. Directory.GetDirectories(Path.Combine(Vectors.Root!, folder)).Select(one => Path.Combine(one, inside)).Select(Path.TrimEndingDirectorySeparator).Order(StringComparer.Ordinal)]
        : [];
}
