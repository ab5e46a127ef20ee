namespace Compliance.Formats.CryptoModules;

/// <summary>Where a file came to lie in the merged file system, and what is there beside it: known only when all layers have passed.</summary>
/// <param name="Path">No leading slash.</param>
/// <param name="Bytes">The whole file where a module of it said <see cref="Scanning.FoundModule.WantsBytes"/>; null otherwise, and for files too large to be kept for that.</param>
/// <param name="Beside">The bytes of another file of the same folder by its name; null when there is none at hand.</param>
public sealed record ModulePlace(string Path, ByteSource? Bytes, Func<string, ReadOnlyMemory<byte>?> Beside)
{
    /// <summary>The last name of the path.</summary>
    public string FileName => Path[(Path.LastIndexOf('/') + 1)..];
}
