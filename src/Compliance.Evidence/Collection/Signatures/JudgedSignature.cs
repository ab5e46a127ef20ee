using Compliance.Cryptography.Trust;
using Compliance.Evidence.Raw;

namespace Compliance.Evidence.Collection.Signatures;

/// <summary>A signature over an image with what came of checking it.</summary>
/// <param name="Format"><c>cosign-simplesigning</c>, <c>dsse</c> or <c>sigstore-message</c>.</param>
/// <param name="SignedDigest">As the signed bytes name it; empty when they name none.</param>
internal sealed record JudgedSignature(string Format, string SignedDigest, SignatureAssessment Assessment, RawDocument Source);
