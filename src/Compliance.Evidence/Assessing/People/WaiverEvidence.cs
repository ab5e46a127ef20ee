using System.Collections.Immutable;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Exceptions;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Assessing;

/// <summary>Waivers in raw evidence: reads them, judges the signatures beside them, and has them told beside the verdicts.</summary>
public static class WaiverEvidence
{
    /// <summary>Waivers as they were handed in, with their signatures judged on the date under the recorded trust.</summary>
    /// <param name="files">Waivers, and signatures by the name of the waiver with <see cref="Waiver.SignatureExtension"/>.</param>
    public static ImmutableArray<PresentedWaiver> Present(IReadOnlyCollection<RawDocument> files, TrustPolicy? trust, DateTimeOffset at, Limits limits)
    {
        var signatures = files.Where(file => IsSignature(file.Item.Origin)).ToDictionary(file => file.Item.Origin, StringComparer.Ordinal);
        return
        [
            .. files.Where(file => !IsSignature(file.Item.Origin)).Select(file => Present(file, signatures.GetValueOrDefault(file.Item.Origin + Waiver.SignatureExtension), trust, at, limits)),
        ];
    }

    /// <summary>The trust folder in the evidence; null when there is none or it can't be used.</summary>
    public static TrustPolicy? TrustOf(RawEvidence raw, Limits limits)
    {
        if (raw.Trust is not { } files || files.Any(file => !file.Fits(limits))) return null;
        var reading = TrustPolicies.Read(files.Select(file => new TrustFile(file.Item.Origin, file.ReadAll(limits))), "trust", limits);
        return reading.TryGet(out var trust) ? trust : null;
    }

    internal static Evaluation Apply(Evaluation evaluation, PolicySet policies, RawEvidence raw, Limits limits) => raw.Waivers is not { } files
        ? evaluation
        : WaiverJudgement.Apply(evaluation, policies, Present(files, TrustOf(raw, limits), evaluation.EvaluatedAt, limits), TargetsOf(raw));

    internal static ImmutableArray<WaiverTarget> TargetsOf(RawEvidence raw) => [.. raw.Images.Select(TargetOf)];

    private static WaiverTarget TargetOf(RawImage image) => new(image.Subject, Digest.TryParse(image.Index?.Item.Origin, out var index) ? index : null, image.Reference);

    private static bool IsSignature(string name) => name.EndsWith(Waiver.SignatureExtension, StringComparison.Ordinal);

    private static PresentedWaiver Present(RawDocument file, RawDocument? signature, TrustPolicy? trust, DateTimeOffset at, Limits limits)
    {
        var name = file.Item.Origin;
        if (file.Item.Size > limits.MaxYamlBytes) return new PresentedWaiver(name, Readings.Reject<Waiver>(WaiverCodes.Unreadable, new Locator(name), "larger than a waiver may be"), SignatureJudgement.Absent);
        var bytes = file.ReadAll(limits);
        return new PresentedWaiver(name, Waiver.Read(bytes, name, limits), DocumentJudgement.Judge(signature, bytes, trust, TrustPurpose.ApproveWaivers, at, limits));
    }
}
