namespace Compliance.Policy.Findings;

/// <summary>A <see cref="DateCorrection"/> as written, and the signature over it.</summary>
/// <param name="Document">YAML.</param>
/// <param name="Signature">CMS, detached, DER.</param>
public sealed record SignedCorrection(ReadOnlyMemory<byte> Document, ReadOnlyMemory<byte> Signature)
{
    public bool Equals(SignedCorrection? other) => other is not null && Document.Span.SequenceEqual(other.Document.Span) && Signature.Span.SequenceEqual(other.Signature.Span);

    public override int GetHashCode() => HashCode.Combine(Document.Length, Signature.Length);
}
