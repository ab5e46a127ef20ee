namespace Compliance.Store.Feeds;

/// <summary>
/// Bodies of many records in a few large pieces of memory: an array for each would be copied about by the collector as often as it runs while they are being read.
/// </summary>
internal sealed class RecordBodies
{
    private const int Piece = 1 << 20;

    private byte[] piece = [];
    private int used;

    /// <summary>A copy that stays.</summary>
    public ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> body)
    {
        if (body.Length > piece.Length - used) (piece, used) = (GC.AllocateUninitializedArray<byte>(Math.Max(Piece, body.Length)), 0);
        body.CopyTo(piece.AsSpan(used));
        used += body.Length;
        return piece.AsMemory(used - body.Length, body.Length);
    }
}
