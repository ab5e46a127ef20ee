using Compliance.Cryptography.Documents;
using Compliance.Cryptography.Trust;
using Compliance.Formats.Reading;
using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Journal;

namespace Compliance.Evidence.Findings;

/// <summary>Judges corrections of detection dates: a later date needs a signed reason.</summary>
public static class CorrectionEvidence
{
    /// <summary>The correction, when the trust names the key and lets it approve waivers; otherwise why not.</summary>
    /// <param name="system">It must name this system.</param>
    /// <param name="at">The date that is judged.</param>
    public static Reading<(DateCorrection Correction, string Signer)> Judge(SignedCorrection signed, string system, TrustPolicy? trust, DateTimeOffset at, Limits limits)
    {
        ArgumentNullException.ThrowIfNull(signed);
        var reading = DateCorrection.Read(signed.Document, "correction", limits);
        if (!reading.TryGet(out var correction)) return Readings.Reject<(DateCorrection, string)>(reading.Defects);
        if (correction.SystemId != system) return Reject($"it is about the system '{correction.SystemId}', not '{system}'");
        var signature = DocumentSignatures.Verify(signed.Signature, signed.Document, trust, TrustPurpose.ApproveWaivers, at);
        return signature.IsVerified ? Readings.Accept((correction, signature.Signer!.Name)) : Reject(signature.Problem);

        static Reading<(DateCorrection, string)> Reject(string cause) => Readings.Reject<(DateCorrection, string)>(FindingCodes.BadCorrection, new Locator("correction"), cause);
    }

    /// <summary>
    /// The detection that counts for a record of a history: the evidenced one, or a later one whose signature verifies under the caller's own trust. Null when it is
    /// not known. The note says of a correction who signed it and why, or why it does not count; empty when there is none.
    /// </summary>
    public static (DateTimeOffset? At, string Note) DetectedAt(DetectionRecord record, string system, TrustPolicy? trust, DateTimeOffset at, Limits limits)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Correction is not { } signed) return (record.DetectedAt, "");
        var reading = Judge(signed, system, trust, at, limits);
        if (!reading.TryGet(out var judged)) return Refused(reading.Defects[0].Message);
        var (correction, signer) = judged;
        if (correction.Finding != record.Id && correction.Finding != record.TrackingId && !record.Aliases.Contains(correction.Finding)) return Refused($"it is about '{correction.Finding}'");
        if (correction.DetectedAt > at) return Refused($"{FindingTime.ToText(correction.DetectedAt)} is after the date that is judged");
        if (correction.DetectedAt <= record.DetectedAt) return Refused("it is not later than the evidence");
        return (correction.DetectedAt, $"corrected, signed by {signer}: {correction.Reason}");

        (DateTimeOffset?, string) Refused(string cause) => (record.DetectedAt, $"a correction does not count: {cause}");
    }

    internal static CorrectedEntry Entry(DateCorrection correction, string id, string signer, SignedCorrection signed, DateTimeOffset now) => new()
    {
        At = FindingTime.WholeSecond(now),
        RecordedAt = FindingTime.WholeSecond(now),
        Id = id,
        DetectedAt = correction.DetectedAt,
        Reason = correction.Reason,
        SignedBy = signer,
        Document = signed.Document.ToArray(),
        Signature = signed.Signature.ToArray(),
    };

    /// <summary>The entry that a judged correction becomes; rejected when the record does not know the finding, or the date is not later than its evidence.</summary>
    public static Reading<CorrectedEntry> EntryFor(FindingJournal journal, SignedCorrection signed, DateCorrection correction, string signer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(correction);
        var place = new Locator(correction.Finding);
        if (correction.DetectedAt > now) return Readings.Reject<CorrectedEntry>(FindingCodes.InFuture, place, $"{FindingTime.ToText(correction.DetectedAt)} is in the future");
        if (journal.RecordAt(now).Find(correction.Finding) is not { } finding) return Readings.Reject<CorrectedEntry>(FindingCodes.NotTracked, place, "the record does not know it");
        return finding.FirstEvidence is { } first && correction.DetectedAt <= first.At && !finding.IsUndated
            ? Readings.Reject<CorrectedEntry>(FindingCodes.BadCorrection, place, $"{FindingTime.ToText(correction.DetectedAt)} is not later than the evidence of {FindingTime.ToText(first.At)}: import the earlier evidence instead")
            : Readings.Accept(Entry(correction, finding.Id, signer, signed, now));
    }
}
