using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Packages.Apko.Locks;

/// <summary>An apko lock file, version 1: which packages, from where, for which architecture. It pins control sections by SHA-1 and says nothing of the index.</summary>
/// <param name="ConfigName">Null where older files have no <c>config</c>.</param>
/// <param name="ConfigChecksum"><c>sha256-</c> and base64, over the configuration and what it includes.</param>
/// <param name="Packages">In order of installation, architecture by architecture.</param>
public sealed record ApkoLock(
    string? ConfigName,
    string? ConfigChecksum,
    ImmutableArray<ApkoLockedKey> Keyring,
    ImmutableArray<ApkoLockedRepository>? BuildRepositories,
    ImmutableArray<ApkoLockedRepository>? RuntimeRepositories,
    ImmutableArray<ApkoLockedRepository> Repositories,
    ImmutableArray<ApkoLockedPackage> Packages)
{
    public static Reading<ApkoLock> Read(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null) =>
        new ApkoLockReader(limits ?? Limits.Default).Read(bytes, document);
}
