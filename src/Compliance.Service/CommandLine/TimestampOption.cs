using System.CommandLine;
using Compliance.Cryptography.Signing;
using Compliance.Cryptography.Timestamps;
using Compliance.Evidence.Timestamps;
using Compliance.Oci.Transport;

namespace Compliance.Service.CommandLine;

/// <summary><c>--tsa &lt;url&gt;</c> of verbs that sign: the timestamp authorities that are asked, in order.</summary>
internal static class TimestampOption
{
    private static readonly FetchSettings Settings = new() { MaxBytes = 64 << 10, Timeout = TimeSpan.FromSeconds(20), MaxAttempts = 2 };

    public static Option<string[]> Create() => new("--tsa")
    {
        Description = "Address of an RFC 3161 timestamp authority that stamps the signature; several are asked in order; without a timestamp nothing is signed",
        HelpName = "url",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Null when none is named.</summary>
    /// <exception cref="VerbFailure">An address can't be used.</exception>
    public static TimestampClient? Open(string[] addresses, TimeProvider clock)
    {
        if (addresses.Length == 0) return null;
        return new TimestampClient([.. addresses.Select(address => new HttpTimestamps(Parse(address), clock))], clock, PlatformRandom.Fill);
    }

    /// <summary>The signer, with a timestamp on each seal where an authority is named.</summary>
    /// <exception cref="VerbFailure">An address can't be used.</exception>
    public static ISigner Stamped(ISigner signer, string[] addresses, TimeProvider clock) => Open(addresses, clock) is { } timestamps ? new TimestampedSigner(signer, timestamps) : signer;

    private static Uri Parse(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && DocumentPost.IsUsable(uri)
        ? uri
        : throw new VerbFailure(ExitCodes.Usage, $"--tsa is '{address}'", "an address with http or https and without a user, for example http://timestamp.example/tsr");

    private sealed class HttpTimestamps(Uri address, TimeProvider clock) : ITimestampTransport
    {
        public string Authority => address.AbsoluteUri;

        public byte[] Ask(ReadOnlyMemory<byte> request, CancellationToken cancellation) =>
            new DocumentPost(Settings, clock).Send(address, request, TimestampRequest.RequestType, TimestampRequest.ReplyType, cancellation);
    }
}
