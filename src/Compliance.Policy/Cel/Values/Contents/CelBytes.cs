namespace Compliance.Policy.Cel;

/// <summary>A sequence of bytes; the array is never changed after it was handed in.</summary>
internal sealed class CelBytes(byte[] content) : CelObject(CelKind.Bytes)
{
    public readonly byte[] Content = content;
}
