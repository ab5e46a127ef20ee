using Compliance.Formats;
using Compliance.Oci.Models;

namespace Compliance.Oci.Layers;

/// <summary>What came of one layer.</summary>
/// <param name="IsVerified">The blob is there and is the one that the descriptor names; otherwise nothing of it is in the inventory.</param>
/// <param name="IsComplete">Verified, and every entry of its archive is in the inventory.</param>
/// <param name="DiffId">Digest of the uncompressed bytes; null when they could not be read to the end.</param>
/// <param name="DiffIdMatches">Whether the configuration states this digest; null when it could not be compared.</param>
/// <param name="UncompressedBytes">Bytes that came out, also of a layer that could not be read to its end.</param>
/// <param name="Entries">Entries in the inventory, whiteouts included.</param>
public sealed record LayerResult(int Index, Descriptor Descriptor, bool IsVerified, bool IsComplete, Digest? DiffId, bool? DiffIdMatches, long UncompressedBytes, int Entries);
