using System.Collections.Immutable;
using System.Globalization;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Cms;
using Compliance.Cryptography.Timestamps;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Packaging.Documents;
using Compliance.Evidence.Packaging.Writing;
using Compliance.Evidence.Timestamps;

namespace Compliance.Evidence.Verification.Parts;

/// <summary>Lines 3 and 4: who signed the manifest, and when.</summary>
internal sealed class SignatureVerification(PackageContents contents, PackageDescription? description, VerificationOptions options)
{
    public (VerificationLine Signature, VerificationLine Time) Verify()
    {
        if (contents.Read(PackagePaths.Signature) is not { } signature)
            return (Line(VerificationTopic.Signature, Checks.Failed(PackageCodes.MissingEntry, $"'{PackagePaths.Signature}' is missing: nobody signed this")), TimeLine(null, null));
        var manifest = contents.Read(PackagePaths.Manifest) ?? [];
        var at = options.Now;
        var verification = CadesVerifier.Verify(signature, manifest, options.Anchors, CertificateOids.DocumentSigning, at);
        var timestamp = verification.TimestampToken is { } token ? TimestampVerifier.Verify(token, verification.SignatureValue, options.Anchors) : null;
        if (timestamp?.GenTime is { } genTime && VerificationCheck.Worst(timestamp.Checks) > CheckOutcome.Indeterminate)
        {
            // A proven time lets a path be judged as it was then.
            at = genTime;
            verification = CadesVerifier.Verify(signature, manifest, options.Anchors, CertificateOids.DocumentSigning, at);
        }

        var described = description is null ? [] : new[] { CheckDescribed(description.Signer, verification) };
        var path = options.Anchors is null ? "no anchor: integrity only" : $"chain to {options.Anchors.Name} at {Times.Format(at)}";
        var summary = $"{verification.Algorithm}, {verification.Subject}, {path}";
        return (new VerificationLine(VerificationTopic.Signature, summary, [.. verification.Checks, .. described]), TimeLine(verification, timestamp));
    }

    private static VerificationLine Line(VerificationTopic topic, VerificationCheck check) => new(topic, check.Detail, [check]);

    private static VerificationCheck CheckDescribed(SignerDescription signer, CadesVerification verification) => Checks.Check(PackageCodes.DescribedSigner,
        signer.CertificateFingerprint == verification.CertificateFingerprint && signer.Algorithm == verification.Algorithm,
        "package.json and reports name this signer", $"package.json names the signer {signer.CertificateFingerprint} ({signer.Algorithm}), the signature is by {verification.CertificateFingerprint} ({verification.Algorithm})");

    private VerificationLine TimeLine(CadesVerification? verification, TimestampVerification? timestamp)
    {
        var checks = ImmutableArray.CreateBuilder<VerificationCheck>();
        if (timestamp is not null) checks.AddRange(timestamp.Checks);
        else if (verification is null) checks.Add(Checks.Indeterminate(PackageCodes.Timestamp, "without a signature there is no time of signing"));
        else if (description?.Signer.Timestamped == true) checks.Add(Checks.Failed(PackageCodes.Timestamp, "package.json says that the seal is time-stamped, and it has no token: it was taken away"));
        else checks.Add(Checks.Note(PackageCodes.Timestamp, $"signing time {(verification.ClaimedAt is { } claimed ? Times.Format(claimed) : "absent")} is claimed, unproven: no RFC 3161 token"));
        var text = timestamp is null ? "claimed, unproven" : string.Create(CultureInfo.InvariantCulture, $"RFC 3161 token of {timestamp.Authority}");
        if (description is null) return new VerificationLine(VerificationTopic.Time, text, checks.ToImmutable());

        var run = description.Run;
        var signed = timestamp?.GenTime ?? verification?.ClaimedAt;
        checks.AddRange(Checks.Each(PackageCodes.TimeOrder, OrderProblems(run, signed, timestamp is null ? TimeSpan.Zero : TimestampClient.MaxClockDifference), "started, finished, signed, checked: in this order"));
        var day = Times.Format(run.EvaluatedAt)[..10];
        checks.Add(run.EvaluatesAnotherDay
            ? Checks.Note(PackageCodes.EvaluatedDay, $"evaluated as of {day}, run on {Times.Format(run.StartedAt)[..10]}")
            : Checks.Passed(PackageCodes.EvaluatedDay, $"evaluated as of {day}, run the same day"));
        return new VerificationLine(VerificationTopic.Time, $"{text}; {checks[^1].Detail}", checks.ToImmutable());
    }

    // An authority's clock is not that of the run.
    private IEnumerable<string> OrderProblems(AuditRun run, DateTimeOffset? signed, TimeSpan clocks)
    {
        if (run.FinishedAt < run.StartedAt) yield return $"the run finished at {Times.Format(run.FinishedAt)}, before it started";
        if (signed < run.FinishedAt - clocks) yield return $"signed at {Times.Format(signed.Value)}, before the run finished at {Times.Format(run.FinishedAt)}";
        if (signed > options.Now.AddMinutes(5)) yield return $"signed at {Times.Format(signed.Value)}, later than the time of checking";
        if (run.FinishedAt > options.Now.AddMinutes(5)) yield return $"the run finished at {Times.Format(run.FinishedAt)}, later than the time of checking";
    }
}
