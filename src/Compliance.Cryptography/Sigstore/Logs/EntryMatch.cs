using System.Security.Cryptography;

namespace Compliance.Cryptography.Sigstore.Logs;

/// <summary>Compares a log entry's body with what was signed: a log vouches for nothing but the bytes that it holds.</summary>
internal static class EntryMatch
{
    /// <summary>Every difference as a sentence; none when the entry is about this signature.</summary>
    public static IEnumerable<string> Differences(LogEntry entry, EntryBody body, LoggedContent content)
    {
        if (entry.Kind.Length > 0 && !string.Equals($"{entry.Kind}/{entry.Version}", body.Kind, StringComparison.Ordinal))
            yield return $"the bundle calls the entry {entry.Kind}/{entry.Version}, its body is {body.Kind}";
        var isEnvelope = content.Payload is not null;
        if (body.IsForEnvelope != isEnvelope && body.Kind != "hashedrekord/0.0.2") yield return $"a {body.Kind} entry can't be about {(isEnvelope ? "an envelope" : "a message signature")}";
        if (body.Signatures is { } signatures)
        {
            // Every signature of the entry must be the one that is checked: "exactly one" in bundles.
            if (signatures.Length != 1) yield return $"the entry holds {signatures.Length} signatures, one was checked";
            if (!signatures.Any(one => one.Value.AsSpan().SequenceEqual(content.Signature.Span))) yield return "the entry holds another signature";
            if (!signatures.Any(one => one.Verifier.AsSpan().SequenceEqual(content.Verifier.Span))) yield return "the entry holds another certificate or key";
        }

        if (body.Verifier is { } verifier && !verifier.AsSpan().SequenceEqual(content.Verifier.Span)) yield return "the entry holds another certificate or key";
        if (body.Content is { } hash)
        {
            var found = content.Content.Hash(hash.Algorithm);
            if (found is null) yield return $"the entry holds a {hash.Algorithm} of the content, which is not known here";
            else if (!found.AsSpan().SequenceEqual(hash.Value)) yield return $"the entry's hash of the content is {Convert.ToHexStringLower(hash.Value)}, found {Convert.ToHexStringLower(found)}";
        }

        if (body.Payload is { Algorithm: "sha256" } payload && content.Payload is { } bytes && !SHA256.HashData(bytes.Span).AsSpan().SequenceEqual(payload.Value))
            yield return "the entry's hash of the payload is of another payload";
        if (EnvelopeDiffers(body, content) is { } difference) yield return difference;
    }

    // Without a signature in the body (intoto/0.0.1) only the envelope's hash binds it to this one.
    private static string? EnvelopeDiffers(EntryBody body, LoggedContent content)
    {
        if (body.Envelope is not { Algorithm: "sha256" } hash) return body.Kind == "intoto/0.0.1" ? "the entry holds no hash of the envelope" : null;
        if (content.EnvelopeBytes is { } bytes) return SHA256.HashData(bytes.Span).AsSpan().SequenceEqual(hash.Value) ? null : "the entry's hash of the envelope is of another envelope";
        return body.Signatures is null ? "the entry can only be compared with the envelope's stored bytes, which a bundle does not keep" : null;
    }
}
