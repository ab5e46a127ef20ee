namespace Compliance.Formats.CryptoModules.Libraries;

/// <summary>One library that does cryptography, known by a symbol that only it defines.</summary>
/// <param name="VersionPrefix">Text before the version in the library's data; empty when it states none.</param>
/// <param name="HostFlag">The library reads the host's kernel flag or a file to switch an approved mode on; the data must hold this text. Empty when it has no such mode.</param>
internal sealed record KnownLibrary(string Family, string Name, string Symbol, string VersionPrefix, string HostFlag)
{
    /// <summary>A file whose presence switches its approved mode on, where the library's data holds its path; empty when there is none.</summary>
    public string SwitchFile { get; init; } = "";

    /// <summary>A function that returns the version as a text; empty when there is none.</summary>
    public string VersionFunction { get; init; } = "";

    /// <summary>Two functions that return the first and second number of the version; empty when there are none.</summary>
    public (string Major, string Minor) VersionNumbers { get; init; } = ("", "");
}
