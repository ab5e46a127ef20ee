using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Apk;

/// <summary>
/// The database of installed packages of apk-tools 2 and 3 in text form (apk-v2(5), <c>lib/apk/db/installed</c> or <c>usr/lib/apk/db/installed</c>):
/// lines <c>X:value</c>, records divided by empty lines.
/// </summary>
public sealed record ApkDatabase(ImmutableArray<ApkPackage> Packages)
{
    /// <summary>
    /// Reads all records; what is wrong in one is a defect and the rest is read on. Rejected as a whole: a database that is too large, holds no
    /// record though it is not empty, or gives permissions to the root directory (which no package may own).
    /// </summary>
    public static Reading<ApkDatabase> Read(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        limits ??= Limits.Default;
        if (bytes.Length > limits.MaxDocumentBytes)
            return Readings.Reject<ApkDatabase>(ApkCodes.TooLarge, new Locator(document), $"{bytes.Length} bytes are more than the {limits.MaxDocumentBytes} allowed");
        if (bytes.Span.StartsWith("ADB"u8))
            return Readings.Reject<ApkDatabase>(ApkCodes.BinaryDatabase, new Locator(document, 0), "a binary database of apk 3: not read yet");
        return new ApkDatabaseReader(document, limits).Read(bytes.Span);
    }

    /// <summary>
    /// The records of a database counted without reading them, as a check on <see cref="Read"/>: lines that begin with <c>P:</c>.
    /// </summary>
    public static int CountRecords(ReadOnlySpan<byte> bytes) => (bytes.StartsWith("P:"u8) ? 1 : 0) + bytes.Count("\nP:"u8);
}
