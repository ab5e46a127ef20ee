namespace Compliance.Formats.Packages.Apko;

/// <summary>Names of architectures in OCI and in apk.</summary>
public static class ApkoArchitectures
{
    private static readonly (string Oci, string Apk)[] Names =
    [
        ("386", "x86"), ("amd64", "x86_64"), ("arm64", "aarch64"), ("arm/v6", "armhf"), ("arm/v7", "armv7"), ("loong64", "loongarch64"),
        ("ppc64le", "ppc64le"), ("riscv64", "riscv64"), ("s390x", "s390x"),
    ];

    /// <summary>In the order in which apko counts them.</summary>
    public static IEnumerable<string> All => Names.Select(name => name.Oci);

    /// <summary>The name in OCI, with variant after a slash, of either name; null for an unknown one.</summary>
    public static string? ToOci(string name) => Names.FirstOrDefault(pair => pair.Oci == name || pair.Apk == name).Oci;

    /// <summary>The name in apk of either name; null for an unknown one.</summary>
    public static string? ToApk(string name) => Names.FirstOrDefault(pair => pair.Oci == name || pair.Apk == name).Apk;
}
