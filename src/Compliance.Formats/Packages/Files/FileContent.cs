namespace Compliance.Formats.Packages.Files;

/// <summary>What a file is by its first bytes, or by its name where the bytes say nothing. In the order in which files that nothing explains are told.</summary>
public enum FileContent
{
    /// <summary>ELF.</summary>
    Program = 0,
    Jar = 1,

    /// <summary>Begins with <c>#!</c>, or has the name of an interpreted language's source.</summary>
    Script = 2,
    Plain = 3,
}
