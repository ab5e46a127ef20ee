namespace Compliance.Formats.Packages.Rpm.Stores;

/// <summary>A file that keeps headers of packages. Broken parts are defects and left out; bounded by the file's bytes, whatever its tables say.</summary>
internal interface IRpmStore
{
    /// <summary>Every header with the place in the file where its record begins, in the order of the file.</summary>
    IEnumerable<(ReadOnlyMemory<byte> Blob, long Offset)> Headers();

    /// <summary>Packages by another list of the same file; 0 when it keeps none.</summary>
    int Counted { get; }
}
