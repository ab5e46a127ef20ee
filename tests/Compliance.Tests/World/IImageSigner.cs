namespace Compliance.Tests.World;

/// <summary>Somebody who signs images in tests.</summary>
internal interface IImageSigner
{
    /// <summary>How trust folders call the signer, and the stem of the key's file there.</summary>
    string Name { get; }

    /// <summary>SubjectPublicKeyInfo, PEM.</summary>
    string PublicPem { get; }

    /// <summary>ECDSA P-256 with SHA-256, DER.</summary>
    byte[] Sign(ReadOnlySpan<byte> data);
}
