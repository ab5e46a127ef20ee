namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>Bytes that an integrity value covers: literal ones, or a range of the file.</summary>
public readonly record struct IntegrityPart
{
    private IntegrityPart(ReadOnlyMemory<byte> literal, long offset, long length) => (Literal, Offset, Length) = (literal, offset, length);

    /// <summary>Empty for a range.</summary>
    public ReadOnlyMemory<byte> Literal { get; }

    public long Offset { get; }

    /// <summary>0 for literal bytes.</summary>
    public long Length { get; }

    public static IntegrityPart Of(ReadOnlyMemory<byte> literal) => new(literal, 0, 0);

    public static IntegrityPart Range(long offset, long length) => new(default, offset, length);
}
