using System.Collections.Immutable;
using Compliance.Formats.Packages.Rpm.Stores;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Rpm;

/// <summary>
/// The database of installed packages of rpm, in each of the stores that rpm has had: SQLite (<c>rpmdb.sqlite</c>), ndb (<c>Packages.db</c>) and Berkeley DB
/// (<c>Packages</c>). Which one it is, its first bytes say.
/// </summary>
/// <param name="Packages">In the order of the store.</param>
/// <param name="Records">Records that the store holds by its own count, readable or not.</param>
public sealed record RpmDatabase(ImmutableArray<RpmPackage> Packages, int Records)
{
    /// <summary>Reads all headers; what is wrong in one is a defect and the rest is read on. Rejected as a whole: bytes that are none of the stores, and a database that is too large.</summary>
    /// <param name="log">SQLite's write-ahead log beside the database (<c>rpmdb.sqlite-wal</c>), whose pages count; empty when there is none.</param>
    public static Reading<RpmDatabase> Read(ReadOnlyMemory<byte> bytes, string document, ReadOnlyMemory<byte> log = default, Limits? limits = null)
    {
        limits ??= Limits.Default;
        if (bytes.Length + log.Length > limits.MaxDocumentBytes)
            return Readings.Reject<RpmDatabase>(RpmCodes.TooLarge, new Locator(document), $"{bytes.Length + log.Length} bytes are more than the {limits.MaxDocumentBytes} allowed");
        var defects = new DefectCollector(limits);
        IRpmStore? store = SqliteFile.Recognises(bytes.Span) ? new SqliteStore(bytes, log, document, defects)
            : NdbStore.Recognises(bytes.Span) ? new NdbStore(bytes, document, defects)
            : BdbStore.Recognises(bytes.Span) ? new BdbStore(bytes, document, defects)
            : null;
        if (store is null) return Readings.Reject<RpmDatabase>(RpmCodes.UnknownStore, new Locator(document, 0), "neither SQLite, ndb nor a Berkeley DB hash: not a database of rpm");
        var reader = new RpmHeaderReader(defects, limits);
        var packages = ImmutableArray.CreateBuilder<RpmPackage>();
        var (records, readBytes) = (0, 0L);
        foreach (var (blob, offset) in store.Headers())
        {
            // Packages that share their bytes are no packages: a small file must not become many large ones.
            readBytes += blob.Length;
            if (++records > limits.MaxItems || readBytes > bytes.Length + (long)log.Length) return Readings.Reject<RpmDatabase>(RpmCodes.TooMany, new Locator(document), $"more than {limits.MaxItems} packages, or more bytes of packages than the file has");
            if (reader.Read(blob, new Locator(document, offset)) is { } package) packages.Add(package);
        }

        records = Math.Max(records, store.Counted);
        return records == 0 && defects.Count > 0
            ? Readings.Reject<RpmDatabase>(defects.ToImmutable())
            : Readings.Accept(new RpmDatabase(packages.ToImmutable(), records), defects.ToImmutable());
    }
}
