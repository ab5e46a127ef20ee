using System.Collections.Immutable;

namespace Compliance.Cryptography.Sigstore.Logs;

/// <summary>What a log entry says about a signature, whatever its kind. Absent parts are null: the kind does not have them.</summary>
/// <param name="Kind"><c>kind/version</c> as the body states it.</param>
/// <param name="Signatures">Raw signatures with the DER of the certificate or SubjectPublicKeyInfo beside each; null when the kind stores none.</param>
/// <param name="Verifier">The DER of the certificate or key when it stands apart from signatures (intoto/0.0.1); else null.</param>
/// <param name="Content">Hash of what was signed: the artifact, or for Rekor v2 and DSSE the pre-authentication encoding.</param>
/// <param name="Payload">SHA-256 of a DSSE envelope's payload.</param>
/// <param name="Envelope">SHA-256 of a DSSE envelope's bytes as they were uploaded.</param>
internal sealed record EntryBody(
    string Kind, ImmutableArray<EntrySignature>? Signatures, byte[]? Verifier, EntryHash? Content, EntryHash? Payload, EntryHash? Envelope)
{
    /// <summary>Entries for a DSSE envelope.</summary>
    public bool IsForEnvelope => Kind is "dsse/0.0.1" or "intoto/0.0.1" or "intoto/0.0.2";
}
