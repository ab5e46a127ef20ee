using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Evidence.Records;

/// <summary>
/// The history of audits and the bytes of their packages. A contract between strangers:
/// <list type="bullet">
/// <item>When <see cref="AddAsync"/> returns, the record is durable; when it throws, nothing of it is visible, now or after a restart.</item>
/// <item>Several processes may use one store at once; a writer waits for another writer, readers never see half a record.</item>
/// <item>Adding a package id again is ordinary and answers false: ids name content, so the record that is there stays.</item>
/// <item>Implementations do not retry what the world broke (<see cref="IOException"/>); the caller may.</item>
/// </list>
/// Thread safe.
/// </summary>
public interface IEvidenceStore
{
    /// <summary>Keeps a copy of a sealed package. Keeping the same digest again is ordinary and changes nothing.</summary>
    /// <param name="digest">Digest of the bytes, which the caller computed while it sealed them.</param>
    Task KeepPackageAsync(Digest digest, Stream package, CancellationToken cancellationToken);

    /// <summary>The bytes of a kept package, or null when the store has none of this digest.</summary>
    Stream? OpenPackage(Digest package);

    /// <returns>False when a record with this package id is there already.</returns>
    Task<bool> AddAsync(AuditRecord record, CancellationToken cancellationToken);

    Task<AuditRecord?> FindAsync(string packageId, CancellationToken cancellationToken);

    /// <summary>The newest first, by start and then by package id.</summary>
    /// <param name="most">1 to 1,000.</param>
    Task<ImmutableArray<AuditRecord>> ListAsync(int most, CancellationToken cancellationToken);
}
