using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Cms;
using Compliance.Cryptography.Signing;

namespace Compliance.Evidence.Timestamps;

/// <summary>A signer whose detached signatures carry a timestamp of an authority (CAdES-B-T).</summary>
public sealed class TimestampedSigner(ISigner inner, TimestampClient client) : ISigner
{
    public SignerRole Role => inner.Role;

    public SignatureAlgorithm Algorithm => inner.Algorithm;

    public string Subject => inner.Subject;

    public string CertificateFingerprint => inner.CertificateFingerprint;

    public string AnchorFingerprint => inner.AnchorFingerprint;

    public bool IsSelfIssued => inner.IsSelfIssued;

    public bool IsTimestamped => true;

    public byte[] Sign(ReadOnlySpan<byte> data) => inner.Sign(data);

    /// <inheritdoc/>
    /// <exception cref="IOException">No authority gave a timestamp.</exception>
    public byte[] SignDetached(ReadOnlyMemory<byte> content, DateTimeOffset signedAt) => CadesTimestamp.Attach(inner.SignDetached(content, signedAt), value => client.Stamp(value).Token);
}
