using System.Collections.Immutable;
using Compliance.Cryptography.Dsse;
using Compliance.Cryptography.Notary;
using Compliance.Cryptography.Sigstore;
using Compliance.Cryptography.SimpleSigning;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Attestation;
using Compliance.Formats.Attestation.Notary;
using Compliance.Formats.Attestation.Summaries;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Oci.Models;
using Compliance.Oci.References;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Signatures;

/// <summary>Reads what is attached to one image and judges it. Content decides what a document is; a document that claims to be signed never vanishes.</summary>
internal sealed class AttachedReader(ImageEvidence image, CollectionContext context)
{
    private static readonly FactKind[] Kinds = [FactKind.Signature, FactKind.Attestation, FactKind.Provenance];

    private readonly ImmutableArray<JudgedSignature>.Builder signatures = ImmutableArray.CreateBuilder<JudgedSignature>();
    private readonly ImmutableArray<JudgedStatement>.Builder statements = ImmutableArray.CreateBuilder<JudgedStatement>();
    private readonly List<AttachedGap> gaps = [];
    private TrustPolicy? trust;
    private string noTrust = "";
    private SignatureSubject subject = new([]);
    private bool missesLayers;

    /// <summary>What is attached to the image or to the index that lists it.</summary>
    public AttachedContents Read()
    {
        var index = IndexOf();
        return Read(index is null ? [image.Subject] : [image.Subject, index], index);
    }

    /// <summary>What is attached to an artifact that lies beside the image: the signature of an SBOM.</summary>
    public AttachedContents ReadOf(Digest artifact) => Read([artifact], null);

    private AttachedContents Read(ImmutableArray<Digest> about, Digest? index)
    {
        ReadTrust();
        subject = new SignatureSubject(about, RepositoryOf());
        var layers = Layers().ToArray();
        foreach (var layer in layers) Read(layer);
        return new AttachedContents
        {
            Trust = trust,
            NoTrust = noTrust,
            Index = index,
            Signatures = signatures.ToImmutable(),
            Statements = statements.ToImmutable(),
            DeclaredSignatures = layers.Count(AttachedKind.ClaimsSignature),
            DeclaredAttestations = layers.Count(AttachedKind.ClaimsAttestation),
            Gaps = [.. gaps.Distinct()],
            IsComplete = image.AttachedComplete && !missesLayers,
            Repository = subject.Repository,
        };
    }

    private void ReadTrust()
    {
        if (image.Trust is not { } files)
        {
            noTrust = "no trust given";
            return;
        }

        var reading = TrustPolicies.Read(files.Where(file => file.Fits(context.Limits)).Select(file => new TrustFile(file.Item.Origin, file.ReadAll(context.Limits))), "trust", context.Limits);
        if (reading.TryGet(out trust)) return;
        noTrust = "the trust folder was refused";
        foreach (var defect in reading.Defects) Gap(SignatureCollectionCodes.Trust, defect.Locator, $"{defect.Message} [{defect.Code}]");
    }

    // An index speaks for the image only if it lists it: what the caller's package says of their relation is not believed.
    private Digest? IndexOf()
    {
        if (image.Index is not { } document || !document.Fits(context.Limits)) return null;
        var reading = ImageIndex.Read(document.ReadAll(context.Limits), document.Item.Origin, null, context.Limits);
        return reading.TryGet(out var index) && index.Manifests.Any(manifest => manifest.Digest.Equals(image.Subject)) ? document.Item.Sha256 : null;
    }

    private string? RepositoryOf() =>
        ImageReference.Parse(image.Reference).TryGet(out var reference) && reference.Repository is { } repository ? $"{reference.Location}/{repository}" : null;

    private IEnumerable<AttachedLayer> Layers()
    {
        var attached = image.Attached.Select(artifact => artifact.Manifest.Item.Sha256).ToHashSet();
        foreach (var artifact in image.Attached.DistinctBy(artifact => (artifact.Manifest.Item.Sha256, artifact.Subject)))
        {
            var at = artifact.Manifest.Locate();
            if (!subject.Digests.Contains(artifact.Subject))
            {
                // What is attached to an attached artifact (the signature of an SBOM) is not about the image, nor the other way round.
                if (!attached.Contains(artifact.Subject) && subject.Digests.Contains(image.Subject)) Gap(SignatureCollectionCodes.OuterIndex, at, $"attached to {artifact.Subject}, which is neither the image nor the index that lists it: not judged");
                continue;
            }

            if (!artifact.Manifest.Fits(context.Limits) || !ImageManifest.Read(artifact.Manifest.ReadAll(context.Limits), artifact.Manifest.Item.Origin, null, context.Limits).TryGet(out var manifest))
            {
                missesLayers = true;
                Gap(SignatureCollectionCodes.Manifest, at, "an attached manifest can't be read");
                continue;
            }

            foreach (var descriptor in manifest.Layers) yield return new AttachedLayer(artifact, manifest, descriptor, artifact.Blobs.GetValueOrDefault(descriptor.Digest));
        }
    }

    private void Read(AttachedLayer layer)
    {
        if (!AttachedKind.MayBeSigned(layer.Descriptor)) return;
        if (layer.Blob is not { } blob || !blob.Fits(context.Limits))
        {
            missesLayers = true;
            Gap(SignatureCollectionCodes.Layer, layer.Artifact.Manifest.Locate(), $"the layer {layer.Descriptor.Digest} is missing or too large");
            return;
        }

        ReadOnlyMemory<byte> bytes = blob.ReadAll(context.Limits);
        if (AttachedKind.IsSimpleSigning(layer.Descriptor))
        {
            ReadSimpleSigning(layer, blob, bytes);
            return;
        }

        if (AttachedKind.IsNotary(layer))
        {
            ReadNotary(layer, blob, bytes);
            return;
        }

        var claims = AttachedKind.ClaimsSignature(layer) || AttachedKind.ClaimsAttestation(layer);
        if (!claims && bytes.Span.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..]) return;
        var json = StrictJson.Read(bytes, blob.Item.Origin, context.Limits);
        if (!json.TryGet(out var tree))
        {
            if (claims) Unreadable(layer, blob, json.Defects);
            return;
        }

        if (SigstoreBundle.IsBundle(tree.Root) || AttachedKind.IsBundle(layer.Descriptor)) ReadBundle(layer, blob, tree.Root);
        else if (DsseEnvelope.IsEnvelope(tree.Root)) ReadEnvelope(layer, blob, bytes, tree.Root);
        else if (tree.Root["_type"].AsText is InTotoStatement.TypeV1 or InTotoStatement.TypeV01) AddStatement(InTotoStatement.Read(tree.Root, context.Limits), null, blob);
        else if (claims) Unreadable(layer, blob, [new Defect(SignatureCollectionCodes.Unreadable, blob.Locate(), "neither bundle, envelope nor statement")]);
    }

    private void ReadSimpleSigning(AttachedLayer layer, RawDocument blob, ReadOnlyMemory<byte> bytes)
    {
        var assessment = SimpleSigningVerifier.Assess(new SimpleSigningLayer(bytes, layer.Annotations), subject, trust, context.EvaluatedAt);
        Add(new JudgedSignature("cosign-simplesigning", assessment.SignedDigest?.ToString() ?? "", assessment, blob));
    }

    private void ReadNotary(AttachedLayer layer, RawDocument blob, ReadOnlyMemory<byte> bytes)
    {
        var reading = NotarySignature.Read(bytes, layer.Descriptor.MediaType.Text, blob.Item.Origin, context.Limits);
        if (!reading.TryGet(out var signature))
        {
            Unreadable(layer, blob, reading.Defects);
            return;
        }

        Add(new JudgedSignature($"notary-{signature.Envelope}", signature.Target?.ToString() ?? "", NotaryVerifier.Assess(signature, subject, trust, context.EvaluatedAt), blob));
    }

    private void ReadBundle(AttachedLayer layer, RawDocument blob, JsonValue root)
    {
        var reading = SigstoreBundle.Read(root, context.Limits);
        if (!reading.TryGet(out var bundle))
        {
            Unreadable(layer, blob, reading.Defects);
            return;
        }

        var assessment = BundleAssessor.Assess(bundle, subject, trust, context.EvaluatedAt, context.Limits);
        if (bundle.Envelope is { } envelope) AddEnvelope(envelope, assessment, blob);
        else Add(new JudgedSignature("sigstore-message", assessment.SignedDigest?.ToString() ?? "", assessment, blob));
    }

    private void ReadEnvelope(AttachedLayer layer, RawDocument blob, ReadOnlyMemory<byte> bytes, JsonValue root)
    {
        var reading = DsseEnvelope.Read(root, context.Limits);
        if (reading.TryGet(out var envelope)) AddEnvelope(envelope, DsseVerifier.Assess(envelope, trust, context.EvaluatedAt, new AttachedEnvelope(bytes, layer.Annotations)), blob);
        else Unreadable(layer, blob, reading.Defects);
    }

    private void AddEnvelope(DsseEnvelope envelope, SignatureAssessment assessment, RawDocument blob)
    {
        var reading = InTotoStatement.Read(envelope.Payload.AsMemory(), blob.Item.Origin, context.Limits);
        if (reading.TryGet(out var statement) && statement.PredicateType == AttachedKind.SignaturePredicate)
            Add(new JudgedSignature("dsse", StatementSubject.Of(statement, subject.Digests), assessment, blob));
        else AddStatement(reading, assessment, blob);
    }

    private void AddStatement(Reading<InTotoStatement> reading, SignatureAssessment? assessment, RawDocument blob)
    {
        if (assessment is not null) NoteIndeterminate(assessment, [FactKind.Attestation, FactKind.Provenance], blob);
        if (!reading.TryGet(out var statement))
        {
            statements.Add(new JudgedStatement(null, assessment, null, blob, [.. reading.Defects.Select(defect => $"{defect.Code}: {defect.Message}")]));
            return;
        }

        SlsaProvenance? provenance = null;
        if (SlsaProvenance.IsProvenance(statement.PredicateType)) SlsaProvenance.Read(statement, context.Limits).TryGet(out provenance);
        if (provenance is null && statement.PredicateType.StartsWith("https://slsa.dev/provenance/", StringComparison.Ordinal))
            gaps.Add(new AttachedGap(FactKind.Provenance, SignatureCollectionCodes.Provenance, blob.Locate(), $"provenance of type {statement.PredicateType} can't be read"));
        VerificationSummary? summary = null;
        ImmutableArray<string> unreadable = [];
        if (VerificationSummary.IsSummary(statement.PredicateType))
        {
            var read = VerificationSummary.Read(statement.PredicateType, statement.Predicate, context.Limits);
            if (!read.TryGet(out summary)) unreadable = [.. read.Defects.Select(defect => $"{defect.Code}: {defect.Message}")];
        }

        var agreement = provenance is null ? null : ProvenanceAgreement.Of(provenance, assessment?.Claims);
        statements.Add(new JudgedStatement(statement, assessment, provenance, blob, [.. agreement?.Differences ?? [], .. unreadable]) { Agreement = agreement, Summary = summary });
    }

    private void Add(JudgedSignature signature)
    {
        NoteIndeterminate(signature.Assessment, [FactKind.Signature], signature.Source);
        signatures.Add(signature);
    }

    // A signature that can't be judged may be the good one: without a gap its absence would be stated.
    private void NoteIndeterminate(SignatureAssessment assessment, FactKind[] kinds, RawDocument blob)
    {
        if (trust is null || assessment.Outcome != Cryptography.Checks.CheckOutcome.Indeterminate) return;
        foreach (var kind in kinds) gaps.Add(new AttachedGap(kind, SignatureCollectionCodes.Indeterminate, blob.Locate(), $"a signature can't be judged: {string.Join("; ", assessment.Failures)}"));
    }

    private void Unreadable(AttachedLayer layer, RawDocument blob, IEnumerable<Defect> defects)
    {
        var assessment = SignatureAssessment.Unreadable(defects);
        if (AttachedKind.ClaimsSignature(layer)) signatures.Add(new JudgedSignature(AttachedKind.IsNotary(layer) ? "notary" : "dsse", "", assessment, blob));
        else statements.Add(new JudgedStatement(null, assessment, null, blob, []));
    }

    private void Gap(DiagnosticCode code, Locator locator, string message)
    {
        foreach (var kind in Kinds) gaps.Add(new AttachedGap(kind, code, locator, message));
    }
}
