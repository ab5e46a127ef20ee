using System.Collections.Immutable;
using Compliance.Cryptography.Signing;
using Compliance.Cryptography.Signing.Statements;
using Compliance.Cryptography.SimpleSigning;
using Compliance.Cryptography.Timestamps;
using Compliance.Evidence.Collection.Signatures;
using Compliance.Evidence.Timestamps;
using Compliance.Formats;
using Compliance.Formats.Attestation.Writing;
using Compliance.Oci.Attachments;
using Compliance.Oci.Models;

namespace Compliance.Evidence.Attesting;

/// <summary>
/// Signs images and makes statements about them, and attaches the result where the image is. What is made verifies with cosign and other Sigstore clients by
/// the key's public half.
/// </summary>
/// <param name="target">A layout (<see cref="LayoutAttachments"/>), a plan (<see cref="PlannedAttachments"/>) or a repository.</param>
/// <param name="at">Stated in the attachment's annotations as the time when it was made; nobody vouches for it.</param>
/// <param name="timestamps">Stamps each signature; null for none. <see cref="IOException"/> of it ends the making before anything is attached.</param>
public sealed class ImageAttester(IAttachmentTarget target, ISigningKey key, DateTimeOffset at, TimestampClient? timestamps = null)
{
    private static readonly MediaType Bundle = new(EnvelopeText.BundleMediaType);

    /// <summary>Signs the image. A bundle holds the statement by which cosign 3 signs; the older form a simple-signing payload.</summary>
    /// <param name="image">Manifest or index.</param>
    /// <param name="repository">Registry and repository that a simple-signing payload names; may be empty.</param>
    public Task<AttestedImage> SignAsync(Descriptor image, AttachmentForm form, string repository = "", CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return form == AttachmentForm.Bundle
            ? AttestAsync(image, AttachedKind.SignaturePredicate, "{}"u8.ToArray(), form, cancellation)
            : SignSimplyAsync(image, repository, cancellation);
    }

    /// <summary>Makes a statement about the image and attaches it signed.</summary>
    /// <param name="predicate">One JSON value, UTF-8, that was read strictly before.</param>
    public Task<AttestedImage> AttestAsync(Descriptor image, string predicateType, ReadOnlyMemory<byte> predicate, AttachmentForm form, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return AttachAsync(image, StatementText.Write([("", image.Digest)], predicateType, predicate.Span), predicateType, form, cancellation);
    }

    /// <summary>Attaches a statement that the caller wrote, signed.</summary>
    /// <param name="statement">An in-toto statement about the image.</param>
    public async Task<AttestedImage> AttachAsync(Descriptor image, ReadOnlyMemory<byte> statement, string predicateType, AttachmentForm form, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        var signed = SignedStatement.Sign(statement, key);
        if (form == AttachmentForm.Bundle)
        {
            var stamp = timestamps?.Stamp(signed.Signature.AsMemory(), cancellation);
            var bundle = signed.ToBundle(stamp is null ? [] : [stamp.Response]);
            var attached = await ImageAttachments.AttachAsync(target, image, Bundle, Layer(Bundle, bundle), Hints(predicateType), cancellation).ConfigureAwait(false);
            return new AttestedImage(image.Digest, predicateType, [.. bundle], attached, stamp?.Time);
        }

        // cosign stamps the whole envelope of an attestation here, not its signature.
        var envelope = signed.ToEnvelope();
        var stamped = timestamps?.Stamp(envelope, cancellation);
        var layer = Layer(new MediaType(EnvelopeText.EnvelopeMediaType), envelope, [(SimpleSigningLayer.SignatureAnnotation, ""), ("predicateType", predicateType), .. Annotation(stamped)]);
        return new AttestedImage(image.Digest, predicateType, [.. envelope], await ImageAttachments.AppendAsync(target, image, ".att", layer, cancellation).ConfigureAwait(false), stamped?.Time);
    }

    private async Task<AttestedImage> SignSimplyAsync(Descriptor image, string repository, CancellationToken cancellation)
    {
        var payload = SimpleSigningText.Write(image.Digest, repository);
        var signature = key.Sign(payload);
        var stamp = timestamps?.Stamp(signature, cancellation);
        var layer = Layer(new MediaType(SimpleSigningLayer.MediaType), payload, [(SimpleSigningLayer.SignatureAnnotation, Convert.ToBase64String(signature)), .. Annotation(stamp)]);
        return new AttestedImage(image.Digest, "", [.. payload], await ImageAttachments.AppendAsync(target, image, ".sig", layer, cancellation).ConfigureAwait(false), stamp?.Time);
    }

    private static IEnumerable<(string Name, string Value)> Annotation(TimestampReply? stamp)
    {
        if (stamp is not null) yield return (SimpleSigningLayer.TimestampAnnotation, SimpleSigningText.Timestamp(stamp.Response.Span));
    }

    private ImmutableSortedDictionary<string, string> Hints(string predicateType) => Sorted(
        ("dev.sigstore.bundle.content", "dsse-envelope"),
        ("dev.sigstore.bundle.predicateType", predicateType),
        ("org.opencontainers.image.created", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)));

    private static AttachmentLayer Layer(MediaType type, ReadOnlyMemory<byte> content, params (string Name, string Value)[] annotations) => new(type, content, Sorted(annotations));

    private static ImmutableSortedDictionary<string, string> Sorted(params (string Name, string Value)[] annotations) =>
        annotations.ToImmutableSortedDictionary(annotation => annotation.Name, annotation => annotation.Value, StringComparer.Ordinal);
}
