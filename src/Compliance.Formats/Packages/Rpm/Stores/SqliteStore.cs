using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Rpm.Stores;

/// <summary>rpm's SQLite store: table <c>Packages(hnum, blob)</c>; table <c>Name</c> lists each package again.</summary>
internal sealed class SqliteStore : IRpmStore
{
    private readonly SqliteFile? file;
    private readonly string document;
    private readonly DefectCollector defects;

    public SqliteStore(ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> log, string document, DefectCollector defects)
    {
        (this.document, this.defects) = (document, defects);
        file = SqliteFile.Open(bytes, log, document, defects);
        Counted = file?.RootOf("Name") is { } root ? file.Rows(root).Count() : 0;
    }

    public int Counted { get; }

    public IEnumerable<(ReadOnlyMemory<byte> Blob, long Offset)> Headers()
    {
        if (file is null) yield break;
        if (file.RootOf("Packages") is not { } root)
        {
            defects.Add(RpmCodes.BrokenStore, new Locator(document), "there is no table 'Packages'");
            yield break;
        }

        foreach (var row in file.Rows(root))
        {
            if (SqliteRecord.Read(row.Payload).FirstOrDefault(value => value.Kind == SqliteKind.Blob) is { Bytes.IsEmpty: false } blob) yield return (blob.Bytes, row.Offset);
            else defects.Add(RpmCodes.BrokenStore, new Locator(document, row.Offset), "a row of 'Packages' holds no header");
        }
    }
}
