namespace Compliance.Cryptography.Timestamps;

/// <summary>An authority's answer to one request.</summary>
/// <param name="Response">TimeStampResp, DER: what Sigstore bundles and cosign's annotations hold.</param>
/// <param name="Token">The CMS inside: what CMS signatures hold.</param>
/// <param name="Time">The time that the token states, UTC.</param>
public sealed record TimestampReply(ReadOnlyMemory<byte> Response, ReadOnlyMemory<byte> Token, DateTimeOffset Time);
