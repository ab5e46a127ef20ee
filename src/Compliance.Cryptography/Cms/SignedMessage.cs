using System.Collections.Immutable;

namespace Compliance.Cryptography.Cms;

/// <summary>A CMS SignedData (RFC 5652 section 5.1) taken apart. Nothing in it is believed yet.</summary>
/// <param name="DigestAlgorithms">The set before the content; must say the same as the signers.</param>
/// <param name="ContentType">eContentType.</param>
/// <param name="HasContent">An eContent is present: not detached.</param>
/// <param name="Content">The eContent, empty when detached.</param>
/// <param name="Certificates">DER of each.</param>
/// <param name="HasRevocations">The crls field is present.</param>
internal sealed record SignedMessage(
    ImmutableArray<string> DigestAlgorithms,
    string ContentType,
    bool HasContent,
    ReadOnlyMemory<byte> Content,
    ImmutableArray<ReadOnlyMemory<byte>> Certificates,
    bool HasRevocations,
    ImmutableArray<SignerEntry> Signers);
