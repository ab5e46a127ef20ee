namespace Compliance.Formats.Archives.Asic;

/// <summary>One file that a manifest covers.</summary>
/// <param name="Uri">Entry name, as it is: our names need no percent-encoding.</param>
public sealed record AsicReference(string Uri, MediaType MediaType, Digest Sha256);
