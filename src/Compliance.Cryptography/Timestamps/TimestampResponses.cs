using System.Formats.Asn1;
using System.Globalization;

namespace Compliance.Cryptography.Timestamps;

/// <summary>Takes the token out of a TimeStampResp (RFC 3161 section 2.4.2).</summary>
internal static class TimestampResponses
{
    public const int MaxBytes = 64 << 10;

    /// <summary>Null with the reason when there is none.</summary>
    public static ReadOnlyMemory<byte>? Token(ReadOnlyMemory<byte> response, out string reason)
    {
        reason = "it is no TimeStampResp";
        if (response.Length is 0 or > MaxBytes) return null;
        try
        {
            var outer = new AsnReader(response, AsnEncodingRules.BER);
            var sequence = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            if (!sequence.ReadSequence().TryReadInt32(out var status)) return null;

            // "When the status contains the value zero or one, a TimeStampToken MUST be present. When status contains any other value, a TimeStampToken MUST NOT be present".
            if (status is 0 or 1) return sequence.HasData ? sequence.ReadEncodedValue() : null;
            reason = string.Create(CultureInfo.InvariantCulture, $"the authority refused with status {status}");
            return null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
