using System.Collections.Immutable;
using System.Xml;
using Compliance.Formats.Benchmarks.Json;
using Compliance.Formats.Benchmarks.Xml;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Benchmarks;

/// <summary>
/// Reads results of benchmarks: XCCDF, ARF, CKL, CKLB and HDF, told apart by their content. XML is read as a stream without document types, entities or anything fetched.
/// One file can hold several reports; a file without a result is refused.
/// </summary>
public static class BenchmarkReaders
{
    /// <summary>Bytes of a file that is read.</summary>
    public const long MaxBytes = 64L << 20;

    /// <param name="stream">At its first byte, seekable; the caller keeps it.</param>
    /// <param name="document">Name for locators.</param>
    /// <exception cref="IOException">The stream failed; what is in it never throws.</exception>
    public static Reading<ImmutableArray<BenchmarkReport>> Read(Stream stream, string document, Limits? limits = null)
    {
        limits ??= Limits.Default;
        ArgumentNullException.ThrowIfNull(stream);
        var defects = new DefectCollector(limits);
        if (stream.Length - stream.Position > Math.Min(MaxBytes, limits.MaxDocumentBytes))
            return Readings.Reject<ImmutableArray<BenchmarkReport>>(BenchmarkCodes.Bounds, new Locator(document), $"more than {Math.Min(MaxBytes, limits.MaxDocumentBytes)} bytes");
        var reports = FirstCharacter(stream) switch
        {
            '<' => ReadXml(stream, document, limits, defects),
            '{' => ReadJson(stream, document, limits, defects),
            _ => Unknown(document, defects),
        };
        if (defects.Count == 0 && reports.All(report => report.Rules.IsEmpty)) defects.Add(BenchmarkCodes.NoResults, new Locator(document), "no results of any rule are in it");

        // An unknown word is counted as unknown and told; everything else refuses the file.
        var found = defects.ToImmutable();
        return found.All(defect => defect.Code == BenchmarkCodes.UnknownWord) ? Readings.Accept(reports, found) : Readings.Reject<ImmutableArray<BenchmarkReport>>(found);
    }

    private static ImmutableArray<BenchmarkReport> ReadXml(Stream stream, string document, Limits limits, DefectCollector defects)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxBytes,
            MaxCharactersFromEntities = 1,
            IgnoreComments = false,
            IgnoreWhitespace = true,
            CloseInput = false,
        };
        try
        {
            using var reader = XmlReader.Create(stream, settings);
            return new XmlResults(reader, document, limits, defects).Read();
        }
        catch (XmlException broken)
        {
            defects.Add(BenchmarkCodes.Malformed, new Locator(document, Line: broken.LineNumber, Column: broken.LinePosition), $"not XML that is accepted here: {broken.Message}");
            return [];
        }
        catch (ArgumentException broken)
        {
            // The reader answers an encoding that it does not have with the exception of the call that it makes.
            defects.Add(BenchmarkCodes.Malformed, new Locator(document), $"not XML that is accepted here: {broken.Message}");
            return [];
        }
    }

    private static ImmutableArray<BenchmarkReport> ReadJson(Stream stream, string document, Limits limits, DefectCollector defects)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var reading = StrictJson.Read(memory.GetBuffer().AsMemory(0, (int)memory.Length), document, limits);
        if (!reading.TryGet(out var tree))
        {
            defects.AddRange(reading.Defects);
            return [];
        }

        if (tree.Root["stigs"].HasValue) return new CklbResults(defects).Read(tree.Root);
        return tree.Root["profiles"].HasValue ? new HdfResults(defects).Read(tree.Root) : Unknown(document, defects);
    }

    private static ImmutableArray<BenchmarkReport> Unknown(string document, DefectCollector defects)
    {
        defects.Add(BenchmarkCodes.UnknownFormat, new Locator(document), "neither XCCDF, ARF, CKL, CKLB nor HDF");
        return [];
    }

    // The first character behind byte order mark and white space; the stream is put back.
    private static char FirstCharacter(Stream stream)
    {
        var start = stream.Position;
        var head = new byte[256];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = start;
        foreach (var value in head.AsSpan(0, length))
        {
            if (value is 0xEF or 0xBB or 0xBF or 0xFE or 0xFF or 0 or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') continue;
            return (char)value;
        }

        return '\0';
    }
}
