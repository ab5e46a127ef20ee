using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Attestation.CloudBuild;

/// <summary>
/// Provenance as Google Cloud Build tells it (<c>gcloud artifacts docker images describe --show-provenance --format json</c>): signed envelopes, and beside
/// them a text that people read. Only the envelopes are signed, so an entry whose text says anything else than its envelope is refused.
/// </summary>
/// <param name="Image">The image that the summary is about.</param>
/// <param name="Envelopes">Envelopes whose entry contradicts nothing, in the order of the document; nobody has checked a signature yet.</param>
public sealed record CloudBuildProvenance(Digest Image, ImmutableArray<DsseEnvelope> Envelopes)
{
    /// <summary>The kind of an entry that holds provenance of a build.</summary>
    private const string BuildKind = "BUILD";

    /// <summary>Refused: no image digest, or no list of provenance. An entry that is refused is a defect; the others are read.</summary>
    public static Reading<CloudBuildProvenance> Read(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        limits ??= Limits.Default;
        var reading = StrictJson.Read(bytes, document, limits);
        if (!reading.TryGet(out var tree)) return Readings.Reject<CloudBuildProvenance>(reading.Defects);
        var defects = new DefectCollector(limits);
        var summary = tree.Root.RequiredMap("image_summary", defects, AttestationCodes.MissingMember);
        var text = summary.RequiredText("digest", defects, AttestationCodes.MissingMember);
        var list = tree.Root.RequiredMap("provenance_summary", defects, AttestationCodes.MissingMember);
        if (!Digest.TryParse(text, out var image)) return Readings.Reject<CloudBuildProvenance>([.. defects.ToImmutable(), new Defect(AttestationCodes.BadDigest, summary.Locator, "the summary names no image by digest")]);
        if (summary["fully_qualified_digest"].AsText is { } qualified && !qualified.EndsWith($"@{image}", StringComparison.Ordinal))
            return Readings.Reject<CloudBuildProvenance>(AttestationCodes.TextDiffers, summary["fully_qualified_digest"].Locator, "the summary names two images");
        var envelopes = ImmutableArray.CreateBuilder<DsseEnvelope>();
        foreach (var entry in list.OptionalMaps("provenance", defects, AttestationCodes.WrongKind))
        {
            if (ReadEntry(entry, image, document, limits, defects) is { } envelope) envelopes.Add(envelope);
        }

        return Readings.Accept(new CloudBuildProvenance(image, envelopes.ToImmutable()), defects.ToImmutable());
    }

    private static DsseEnvelope? ReadEntry(JsonValue entry, Digest image, string document, Limits limits, DefectCollector defects)
    {
        var reading = DsseEnvelope.Read(entry["envelope"], limits);
        defects.AddRange(reading.Defects);
        if (!reading.TryGet(out var envelope)) return null;
        if (!entry["kind"].TextEquals(BuildKind))
        {
            defects.Add(AttestationCodes.TextDiffers, entry["kind"], $"the entry is of kind '{entry["kind"].AsText}', not {BuildKind}");
            return null;
        }

        if (entry["resourceUri"].AsText is not { } resource || !resource.EndsWith($"@{image}", StringComparison.Ordinal))
        {
            defects.Add(AttestationCodes.TextDiffers, entry, "the entry is about another image than the summary");
            return null;
        }

        var payload = StrictJson.Read(envelope.Payload.AsMemory(), document, limits);
        defects.AddRange(payload.Defects);
        if (!payload.TryGet(out var signed)) return null;
        if (Contradiction(entry["build"]["intotoStatement"], signed.Root) is not { } name) return envelope;
        defects.Add(AttestationCodes.TextDiffers, entry["build"], $"'{name}' of the readable text is not what was signed");
        return null;
    }

    /// <summary>The first member of the text that the signed payload has not, or has otherwise; null when there is none.</summary>
    private static string? Contradiction(JsonValue text, JsonValue signed)
    {
        if (!text.IsMap) return "intotoStatement";
        foreach (var member in text.Members)
        {
            if (!CanonicalJson.Of(member.Value).AsSpan().SequenceEqual(CanonicalJson.Of(signed[member.Name]))) return member.Name;
        }

        return null;
    }
}
