using System.Collections.Concurrent;
using System.Collections.Immutable;
using Compliance.Evidence.Records;
using Compliance.Formats;

namespace Compliance.Store.Memory;

/// <summary>Keeps everything in memory, for as long as the object lives: <c>--no-history</c> and tests of what stands on a store.</summary>
public sealed class MemoryEvidenceStore : IEvidenceStore
{
    private readonly ConcurrentDictionary<string, AuditRecord> records = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Digest, byte[]> packages = new();

    public async Task KeepPackageAsync(Digest digest, Stream package, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await package.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
        packages.TryAdd(digest, bytes.ToArray());
    }

    public Stream? OpenPackage(Digest package) =>
        packages.TryGetValue(package, out var bytes) ? new MemoryStream(bytes, writable: false) : null;

    public Task<bool> AddAsync(AuditRecord record, CancellationToken cancellationToken) =>
        Task.FromResult(records.TryAdd(record.PackageId, record));

    public Task<AuditRecord?> FindAsync(string packageId, CancellationToken cancellationToken) =>
        Task.FromResult(records.GetValueOrDefault(packageId));

    public Task<ImmutableArray<AuditRecord>> ListAsync(int most, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, 1_000);
        return Task.FromResult<ImmutableArray<AuditRecord>>([.. records.Values
            .OrderByDescending(record => record.StartedAt)
            .ThenBy(record => record.PackageId, StringComparer.Ordinal)
            .Take(most)]);
    }
}
