using System.Collections.Immutable;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Assessing;

/// <summary>What a package says about system, images and trusted keys: derived from evidence and facts, so that the verifier can derive it again.</summary>
public static class AuditStatement
{
    public static SystemHeader HeaderOf(Assessment assessment)
    {
        var system = assessment.Policies.System;
        var document = system.Document;
        return new SystemHeader(system.IsDefault, document.Id, document.Title, document.Certification?.Type ?? "", document.Certification?.Class ?? "", document.Baseline?.ToString() ?? "");
    }

    /// <summary>One for each image, in the order of <see cref="RawEvidence.Images"/>.</summary>
    public static ImmutableArray<AuditSubject> SubjectsOf(RawEvidence raw, ImmutableArray<FactSet> facts) => [.. raw.Images.Zip(facts, SubjectOf)];

    /// <summary>Empty without a trust folder, and for one that can't be read (audits refuse those).</summary>
    public static ImmutableArray<TrustInput> TrustOf(RawEvidence raw, Limits limits) =>
        WaiverEvidence.TrustOf(raw, limits) is { } trust ? [.. trust.Identities.Select(Describe)] : [];

    private static AuditSubject SubjectOf(RawImage image, FactSet facts)
    {
        var about = facts.OfKind(FactKind.Image).Select(fact => fact.Value).OfType<ImageFact>().FirstOrDefault();
        var platform = about is null ? "" : new Platform(about.Os, about.Architecture, about.Variant).ToString();
        var index = Digest.TryParse(image.Index?.Item.Origin, out var digest) ? digest : null;
        return new AuditSubject(
            image.Reference,
            image.Pinned,
            index,
            image.Subject,
            platform,
            facts.OfKind(FactKind.Package).Count(),
            about?.LayerDigests.Length ?? 0,
            about?.CompressedBytes ?? 0,
            image.Inventory is { } inventory ? Lines(inventory) : 0);
    }

    private static long Lines(RawDocument inventory)
    {
        using var stream = inventory.Open();
        var buffer = new byte[1 << 16];
        var lines = 0L;
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer)) lines += buffer.AsSpan(0, read).Count((byte)'\n');
        return lines;
    }

    private static TrustInput Describe(TrustedIdentity identity) => new(
        identity.Name,
        identity.Key is { } key ? key.Fingerprint.ToString() : identity.FileDigest.ToString(),
        string.Join(", ", identity.May.Select(purpose => purpose switch
        {
            TrustPurpose.SignImages => "sign images",
            TrustPurpose.ApproveWaivers => $"approve waivers as {string.Join(" or ", identity.Roles)}",
            TrustPurpose.CollectEvidence => "collect evidence",
            TrustPurpose.SignPolicies => "sign policies",
            TrustPurpose.Attest => $"attest {string.Join(" ", identity.PredicateTypes)}",
            _ => throw new ArgumentOutOfRangeException(nameof(identity), purpose, null),
        })));
}
