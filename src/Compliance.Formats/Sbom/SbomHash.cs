namespace Compliance.Formats.Sbom;

/// <summary>A hash that a document states.</summary>
/// <param name="Algorithm">Lower case without hyphens and underscores between family and size: <c>sha256</c>, <c>sha1</c>, <c>md5</c>, <c>sha3-256</c>, <c>blake2b-256</c>.</param>
/// <param name="Hex">Lower case.</param>
public sealed record SbomHash(string Algorithm, string Hex);
