using System.Collections.Immutable;
using Compliance.Cryptography.Keys;

namespace Compliance.Cryptography.Sigstore.Roots;

/// <summary>A transparency log (of signatures or of certificates) of a trusted root.</summary>
/// <param name="Id">The log id that entries name; 32 bytes, SHA-256 of the key for Rekor v1.</param>
/// <param name="Key">Null when the key is of a kind that is not supported.</param>
/// <param name="Operator">Who runs it; the base URL when not stated. Two logs of one operator count once.</param>
public sealed record LogInstance(string BaseUrl, ImmutableArray<byte> Id, PublicKey? Key, string KeyDetails, ValidityWindow Window, string Operator)
{
    /// <summary>The host that a Rekor v2 log signs its checkpoints as.</summary>
    public string Origin => Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url) ? (url.IsDefaultPort ? url.Host : $"{url.Host}:{url.Port}") + url.AbsolutePath.TrimEnd('/') : BaseUrl;
}
