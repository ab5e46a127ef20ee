using System.Collections.Immutable;

namespace Compliance.Evidence.Feeds;

/// <summary>Takes the records that a catalog finds, straight from where they lie: tens of megabytes, of which a copy each would cost more than finding them.</summary>
public interface IRecordTarget
{
    /// <summary>Called once, before the first record.</summary>
    /// <param name="bytes">Of all bodies together.</param>
    void Expect(int records, long bytes);

    /// <param name="body">Good until the call returns.</param>
    void Take(string id, ImmutableArray<string> cves, ReadOnlySpan<byte> body);
}
