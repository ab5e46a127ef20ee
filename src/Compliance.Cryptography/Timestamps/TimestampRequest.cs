using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Timestamps;

/// <summary>
/// What a timestamp authority is asked (RFC 3161 section 2.4.1): SHA-256 of the data, a fresh nonce, and that its certificate comes along. The answer is accepted
/// only to this question; whether the authority is trusted is decided by whoever verifies.
/// </summary>
public sealed class TimestampRequest
{
    /// <summary>Media type of a request and of an answer over HTTP (section 3.4).</summary>
    public const string RequestType = "application/timestamp-query";

    /// <inheritdoc cref="RequestType"/>
    public const string ReplyType = "application/timestamp-reply";

    private const int NonceBytes = 16;

    private readonly Rfc3161TimestampRequest request;

    private TimestampRequest(Rfc3161TimestampRequest request) => this.request = request;

    /// <summary>TimeStampReq, DER.</summary>
    public ReadOnlyMemory<byte> Encoded => request.Encode();

    /// <param name="data">What is to be stamped; for a signature its value.</param>
    /// <param name="fillRandom">Fills the nonce.</param>
    public static TimestampRequest Over(ReadOnlySpan<byte> data, Action<Span<byte>> fillRandom)
    {
        ArgumentNullException.ThrowIfNull(fillRandom);
        var nonce = new byte[NonceBytes];
        fillRandom(nonce);

        // A positive INTEGER of full length, whatever came.
        nonce[0] = (byte)((nonce[0] & 0x7F) | 0x40);
        return new TimestampRequest(Rfc3161TimestampRequest.CreateFromData(data, HashAlgorithmName.SHA256, nonce: nonce, requestSignerCertificates: true));
    }

    /// <summary>Rejected with <see cref="TimestampCodes.Reply"/>: no TimeStampResp, a refusal, another imprint or nonce, or a token whose own signature is wrong.</summary>
    /// <param name="reply">TimeStampResp, DER.</param>
    public Reading<TimestampReply> Accept(ReadOnlyMemory<byte> reply)
    {
        if (TimestampResponses.Token(reply, out var reason) is not { } token) return Reject(reason);
        try
        {
            var accepted = request.ProcessResponse(reply, out var length);
            return length == reply.Length
                ? Readings.Accept(new TimestampReply(reply, token, accepted.TokenInfo.Timestamp.ToUniversalTime()))
                : Reject("bytes follow the answer");
        }
        catch (CryptographicException broken)
        {
            return Reject(broken.Message);
        }
    }

    private static Reading<TimestampReply> Reject(string why) => Readings.Reject<TimestampReply>(TimestampCodes.Reply, new Locator("timestamp"), why);
}
