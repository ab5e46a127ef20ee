using Compliance.Evidence.Raw;
using Compliance.Formats.Attestation;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>An in-toto statement found in a blob beside an image: in an envelope, in a bundle, or bare.</summary>
/// <param name="Envelope">What holds it and its signatures; null for a bare statement, which nobody signed.</param>
/// <param name="IsKeyless">In a bundle whose key comes with a certificate.</param>
internal sealed record AttachedStatement(InTotoStatement Statement, DsseEnvelope? Envelope, bool IsKeyless)
{
    /// <summary>Whether blobs of this media type hold statements.</summary>
    public static bool IsMediaType(string mediaType) =>
        mediaType is "application/vnd.dsse.envelope.v1+json" or "application/vnd.in-toto+json" or "application/vnd.in-toto+dsse"
        || mediaType.StartsWith("application/vnd.dev.sigstore.bundle", StringComparison.Ordinal);

    /// <summary>Null without a defect: a bundle over other bytes than a statement.</summary>
    public static Reading<AttachedStatement?> Read(RawDocument blob, Limits limits)
    {
        var reading = StrictJson.Read(blob.ReadAll(limits), blob.Item.Origin, limits);
        if (!reading.TryGet(out var tree)) return Readings.Reject<AttachedStatement?>(reading.Defects);
        if (SigstoreBundle.IsBundle(tree.Root))
        {
            var read = SigstoreBundle.Read(tree.Root, limits);
            if (!read.TryGet(out var bundle)) return Readings.Reject<AttachedStatement?>(read.Defects);
            return bundle.Envelope is { } held ? Open(held, blob, !bundle.Certificates.IsEmpty, limits) : Readings.Accept<AttachedStatement?>(null);
        }

        if (!DsseEnvelope.IsEnvelope(tree.Root)) return InTotoStatement.Read(tree.Root, limits).Select<AttachedStatement?>(bare => new AttachedStatement(bare, null, false));
        var envelope = DsseEnvelope.Read(tree.Root, limits);
        return envelope.TryGet(out var opened) ? Open(opened, blob, opened.Signatures.Any(one => one.Certificate.Length > 0), limits) : Readings.Reject<AttachedStatement?>(envelope.Defects);
    }

    private static Reading<AttachedStatement?> Open(DsseEnvelope envelope, RawDocument blob, bool isKeyless, Limits limits) =>
        envelope.PayloadType != DsseEnvelope.InTotoPayloadType
            ? Readings.Accept<AttachedStatement?>(null)
            : InTotoStatement.Read(envelope.Payload.AsMemory(), blob.Item.Origin, limits).Select<AttachedStatement?>(statement => new AttachedStatement(statement, envelope, isKeyless));
}
