namespace Compliance.Formats.Packages.Apk.Versions;

/// <summary>How a version must stand to the one of a dependency (apk-world(5)).</summary>
[Flags]
public enum ApkRelation
{
    /// <summary>No version is named.</summary>
    Any = 0,
    Less = 1,
    Equal = 2,
    Greater = 4,

    /// <summary><c>~</c>: with <see cref="Equal"/>, a version that begins with the one named is equal to it.</summary>
    Prefix = 8,

    /// <summary><c>&gt;&lt;</c>: the package of exactly this identity.</summary>
    Identity = 16,
}
