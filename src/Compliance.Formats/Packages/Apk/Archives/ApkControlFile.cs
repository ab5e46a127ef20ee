namespace Compliance.Formats.Packages.Apk.Archives;

/// <summary>A file of the control section, such as <c>.PKGINFO</c> or <c>.post-install</c>.</summary>
public sealed record ApkControlFile(string Name, int Mode, ReadOnlyMemory<byte> Content)
{
    /// <summary>Scripts in the order in which apk knows them.</summary>
    public static IReadOnlyList<string> ScriptNames { get; } =
        [".pre-install", ".post-install", ".pre-deinstall", ".post-deinstall", ".pre-upgrade", ".post-upgrade", ".trigger"];

    public bool IsScript => ScriptNames.Contains(Name);
}
