using System.Text;

namespace Compliance.Formats.Packages.Rpm.Stores;

/// <summary>One value of a row; <paramref name="Number"/> for whole numbers only.</summary>
internal readonly record struct SqliteValue(SqliteKind Kind, long Number, ReadOnlyMemory<byte> Bytes)
{
    public string Text => Kind == SqliteKind.Text ? Encoding.UTF8.GetString(Bytes.Span) : "";
}
