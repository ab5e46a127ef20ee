using Compliance.Formats;
using Compliance.Formats.Archives.Tar;

namespace Compliance.Pipeline.Reproduce;

/// <summary>One entry of a layer, as far as it is compared.</summary>
/// <param name="Head">First bytes of a file's body, for naming causes; empty for large files.</param>
internal sealed record LayerEntry(string Path, TarEntryType Type, int Mode, long Uid, long Gid, long Modified, string Link, string Device, Digest Content, ReadOnlyMemory<byte> Head)
{
    /// <summary>What stays after normalisation.</summary>
    public string Essence => FormattableString.Invariant($"{Path}\0{Type}\0{Mode}\0{Uid}\0{Gid}\0{Link}\0{Device}\0{Content}");
}
