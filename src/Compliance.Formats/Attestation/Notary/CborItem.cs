using System.Collections.Immutable;

namespace Compliance.Formats.Attestation.Notary;

/// <summary>One data item of CBOR (RFC 8949) as far as COSE headers need it.</summary>
internal abstract record CborItem
{
    internal sealed record Number(long Value) : CborItem;

    internal sealed record Bytes(ReadOnlyMemory<byte> Value) : CborItem;

    internal sealed record Text(string Value) : CborItem;

    internal sealed record List(ImmutableArray<CborItem> Items) : CborItem;

    /// <summary>Keys are numbers or texts, each once; in the document's order.</summary>
    internal sealed record Map(ImmutableArray<(CborItem Key, CborItem Value)> Entries) : CborItem
    {
        public CborItem? this[long key] => Entries.FirstOrDefault(entry => entry.Key is Number number && number.Value == key).Value;

        public CborItem? this[string key] => Entries.FirstOrDefault(entry => entry.Key is Text text && text.Value == key).Value;
    }

    internal sealed record Tag(ulong Name, CborItem Content) : CborItem;

    /// <summary>false, true, null, undefined by their numbers 20 to 23.</summary>
    internal sealed record Simple(int Value) : CborItem;
}
