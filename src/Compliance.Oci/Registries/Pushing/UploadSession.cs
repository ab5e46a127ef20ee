namespace Compliance.Oci.Registries.Pushing;

/// <summary>Where the next bytes of an upload go.</summary>
/// <param name="MinChunk">The registry's least chunk; 0 when it names none.</param>
internal sealed record UploadSession(Uri Location, int MinChunk);
