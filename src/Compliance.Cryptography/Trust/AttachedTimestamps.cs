using System.Collections.Immutable;
using System.Globalization;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Timestamps;

namespace Compliance.Cryptography.Trust;

/// <summary>RFC 3161 timestamps beside a signature of a known key.</summary>
/// <param name="Responses">TimeStampResp, DER, at most 32.</param>
/// <param name="Stamped">What they should be over: the raw signature, or of cosign's older attestations the whole envelope.</param>
internal sealed record AttachedTimestamps(ImmutableArray<ReadOnlyMemory<byte>> Responses, ReadOnlyMemory<byte> Stamped)
{
    public static AttachedTimestamps None { get; } = new([], default);

    /// <summary>The earliest time that one of them proves; null when none does. One that proves nothing takes nothing away.</summary>
    /// <param name="anchors">Null when the caller trusts no authority.</param>
    /// <param name="at">A timestamp of later than this proves nothing yet.</param>
    public DateTimeOffset? Prove(TrustAnchors? anchors, DateTimeOffset at, CheckList checks)
    {
        if (Responses.IsEmpty) return null;
        if (anchors is null)
        {
            checks.Note(SignatureCodes.Timestamp, string.Create(CultureInfo.InvariantCulture, $"{Responses.Length} timestamps beside the signature were not checked: name the authority's root under timestampAnchors in trust.yaml"));
            return null;
        }

        DateTimeOffset? earliest = null;
        foreach (var response in Responses)
        {
            if (Verify(response, anchors, at, out var authority, out var reason) is { } time)
            {
                checks.Passed(SignatureCodes.Timestamp, $"{authority} saw the signature at {Text(time)}");
                if (earliest is null || time < earliest) earliest = time;
            }
            else
            {
                checks.Note(SignatureCodes.Timestamp, $"a timestamp proves nothing: {reason}");
            }
        }

        return earliest;
    }

    private DateTimeOffset? Verify(ReadOnlyMemory<byte> response, TrustAnchors anchors, DateTimeOffset at, out string authority, out string reason)
    {
        authority = "";
        if (TimestampResponses.Token(response, out reason) is not { } token) return null;
        var verified = TimestampVerifier.Verify(token, Stamped, anchors);
        authority = verified.Authority;
        if (VerificationCheck.Worst(verified.Checks) < CheckOutcome.Note || verified.GenTime is not { } time) reason = verified.Checks.First(check => check.Outcome < CheckOutcome.Note).Detail;
        else if (time > at) reason = $"it is of {Text(time)}, later than {Text(at)}, which is judged";
        else return time;
        return null;
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
