namespace Compliance.Evidence.Timestamps;

/// <summary>
/// The way to one timestamp authority. A contract between strangers: one call is one question; the transport retries what may pass, bounds time and bytes, and
/// believes nothing that comes. Signing constructs it, verification never does. Thread safe.
/// </summary>
public interface ITimestampTransport
{
    /// <summary>The authority, for messages: its address.</summary>
    string Authority { get; }

    /// <summary>TimeStampResp to a TimeStampReq, both DER (RFC 3161), as it came.</summary>
    /// <exception cref="IOException">The authority can't be reached, or refuses.</exception>
    byte[] Ask(ReadOnlyMemory<byte> request, CancellationToken cancellation);
}
