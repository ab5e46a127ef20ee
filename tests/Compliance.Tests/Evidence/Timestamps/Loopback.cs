using Compliance.Cryptography.Timestamps;
using Compliance.Evidence.Timestamps;
using Compliance.Oci.Transport;

namespace Compliance.Tests.Evidence.Timestamps;

/// <summary>The way to a server of the test's own, over the product's HTTP.</summary>
internal sealed class Loopback(Uri address) : ITimestampTransport
{
    private static readonly FetchSettings Settings = new() { MaxBytes = 64 << 10, MaxAttempts = 2, FirstPause = TimeSpan.FromMilliseconds(1), Timeout = TimeSpan.FromSeconds(10) };

    public string Authority => address.AbsoluteUri;

    public byte[] Ask(ReadOnlyMemory<byte> request, CancellationToken cancellation) =>
        new DocumentPost(Settings, TimeProvider.System).Send(address, request, TimestampRequest.RequestType, TimestampRequest.ReplyType, cancellation);
}
