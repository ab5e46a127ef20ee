using System.Collections.Immutable;
using Compliance.Cryptography.Timestamps;

namespace Compliance.Evidence.Timestamps;

/// <summary>
/// Gets RFC 3161 timestamps from the first of several authorities that gives a good one. A timestamp that was asked for is never left out: without one there is
/// no signature.
/// </summary>
/// <param name="authorities">At least one, in the order in which they are asked.</param>
/// <param name="fillRandom">Fills nonces.</param>
public sealed class TimestampClient(ImmutableArray<ITimestampTransport> authorities, TimeProvider clock, Action<Span<byte>> fillRandom)
{
    /// <summary>How far an authority's clock may be from ours. Verification allows as much.</summary>
    public static TimeSpan MaxClockDifference { get; } = TimeSpan.FromMinutes(1);

    /// <summary>A timestamp over the data.</summary>
    /// <exception cref="IOException">No authority gave one; the message has each cause.</exception>
    public TimestampReply Stamp(ReadOnlyMemory<byte> data, CancellationToken cancellation = default)
    {
        var causes = new List<string>();
        foreach (var authority in authorities)
        {
            try
            {
                var request = TimestampRequest.Over(data.Span, fillRandom);
                var reading = request.Accept(authority.Ask(request.Encoded, cancellation));
                if (!reading.TryGet(out var reply)) causes.Add($"{authority.Authority}: {reading.Defects[0].Message} [{reading.Defects[0].Code}]");
                else if ((reply.Time - clock.GetUtcNow()).Duration() > MaxClockDifference) causes.Add($"{authority.Authority}: it states {reply.Time:yyyy-MM-dd'T'HH:mm:ss'Z'}, more than a minute from this machine's clock");
                else return reply;
            }
            catch (IOException broken)
            {
                causes.Add(broken.Message);
            }
        }

        throw new IOException($"no timestamp authority gave a timestamp: {string.Join("; ", causes)}");
    }
}
