using System.Buffers;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;

namespace Compliance.Evidence.Packaging.Documents;

/// <summary><c>data/results/facts.json</c>: all fact sets, canonical JSON.</summary>
internal static class FactsDocument
{
    /// <summary>Same facts, same bytes.</summary>
    public static byte[] Write(IEnumerable<FactSet> facts)
    {
        // Canonical values stay canonical inside an array, so they are put together as they are.
        var output = new ArrayBufferWriter<byte>();
        output.Write("{\"images\":["u8);
        var isFirst = true;
        foreach (var set in facts)
        {
            if (!isFirst) output.Write(","u8);
            isFirst = false;
            output.Write(FactJson.Write(set));
        }

        output.Write("],\"schema\":\"compliance/facts/v1\"}"u8);
        return output.WrittenSpan.ToArray();
    }
}
