namespace Compliance.Pipeline.Compose.Loader;

/// <summary>A library that the loader finds without searching.</summary>
/// <param name="Path">Absolute; its last part is the name that programs ask for.</param>
/// <param name="Flags">Kind and architecture as glibc numbers them.</param>
public sealed record LoaderEntry(string Path, uint Flags)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}
