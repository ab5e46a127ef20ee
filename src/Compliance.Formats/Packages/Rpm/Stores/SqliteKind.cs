namespace Compliance.Formats.Packages.Rpm.Stores;

/// <summary>What a value of a row is.</summary>
internal enum SqliteKind
{
    Null = 0,
    Number = 1,
    Text = 2,
    Blob = 3,
}
