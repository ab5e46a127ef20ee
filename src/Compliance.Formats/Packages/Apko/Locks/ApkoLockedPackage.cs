namespace Compliance.Formats.Packages.Apko.Locks;

/// <param name="Architecture">As apk names it.</param>
/// <param name="Signature">Null for an unsigned package, or where the file does not say.</param>
/// <param name="Checksum">Identity: <c>Q1</c> and base64; null where older files do not say.</param>
public sealed record ApkoLockedPackage(
    string Name, string Url, string Version, string Architecture, ApkoLockedRange? Signature, ApkoLockedRange? Control, ApkoLockedRange? Data, string? Checksum);
