namespace Compliance.Formats.Packages.Apk.Versions;

/// <summary>Kinds of part of a version, in the order in which they may follow each other; a part of a later kind sorts before one of an earlier kind.</summary>
internal enum ApkVersionPart
{
    FirstNumber = 0,
    Number = 1,
    Letter = 2,
    Suffix = 3,
    SuffixNumber = 4,
    Hash = 5,
    Revision = 6,
    End = 7,
    Invalid = 8,
}
