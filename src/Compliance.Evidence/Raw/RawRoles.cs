namespace Compliance.Evidence.Raw;

/// <summary>The names of roles as packages have them.</summary>
internal static class RawRoles
{
    private static readonly string[] Names =
        ["index", "manifest", "config", "inventory", "file", "attached-manifest", "attached-blob", "given-sbom", "trust", "system", "observation", "waiver", "human-evidence", "policy-set", "feed", "finding", "nodes"];

    public static string ToName(this RawRole role) => Names[(int)role];

    public static RawRole? Parse(string name) => Array.IndexOf(Names, name) is >= 0 and var index ? (RawRole)index : null;
}
