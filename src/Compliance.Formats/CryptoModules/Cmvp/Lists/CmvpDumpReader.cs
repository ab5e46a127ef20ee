using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.Cmvp.Lists;

/// <summary>
/// Reads a dump of NIST's lists, JSON or CSV, told by its first character. JSON: an object with a list <c>certificates</c> or <c>modules</c>, beside it modules in process and
/// entropy sources, or a bare list of certificates. CSV: RFC 4180 with a line of column names. Strict: one row that can't be read, a number twice, or no row at all
/// rejects the whole, because an incomplete list would read as certificates that ended. All defects are reported.
/// </summary>
public static class CmvpDumpReader
{
    /// <param name="asOf">The day on which the lists were read; null to take it from the dump, which only JSON can state.</param>
    /// <param name="source">Where it comes from; null to take it from the dump.</param>
    /// <param name="input">Digest of the bytes as the caller got them.</param>
    public static Reading<CmvpList> Read(ReadOnlyMemory<byte> bytes, string document, DateOnly? asOf, string? source, Digest input, bool isWhole, Limits limits)
    {
        var defects = new DefectCollector(limits);
        var first = FirstCharacter(bytes.Span);
        var rows = first is (byte)'{' or (byte)'[' ? CmvpJsonDump.Read(bytes, document, limits, defects) : CmvpCsvDump.Read(bytes, document, limits, defects);
        if (defects.Count > 0) return Readings.Reject<CmvpList>(defects.ToImmutable());
        if ((asOf ?? rows.AsOf) is not { } day)
        {
            return Readings.Reject<CmvpList>(CryptoModuleDiagnostics.CmvpDump, new Locator(document), "the dump does not say on which day it was read: state it (--as-of)");
        }

        var reader = new CmvpRowReader(day, defects);
        ImmutableArray<CmvpListing> listings = [.. rows.Certificates.Select(reader.Certificate).OfType<CmvpListing>().OrderBy(listing => listing.Number)];
        ImmutableArray<CmvpSubmission> submissions = [.. rows.InProcess.Select(reader.Submission).OfType<CmvpSubmission>()];
        ImmutableArray<CmvpEntropySource> entropy = [.. rows.EntropySources.Select(reader.EntropySource).OfType<CmvpEntropySource>()];
        foreach (var twice in listings.GroupBy(listing => listing.Number).Where(group => group.Skip(1).Any()))
            defects.Add(CryptoModuleDiagnostics.CmvpDump, new Locator(document), $"certificate {twice.Key.ToString(CultureInfo.InvariantCulture)} is there more than once");
        if (listings.IsEmpty && defects.Count == 0)
            defects.Add(CryptoModuleDiagnostics.CmvpDump, new Locator(document), "the dump holds no certificate: an empty list would read as 'nothing was ever validated'");
        return defects.Count > 0
            ? Readings.Reject<CmvpList>(defects.ToImmutable())
            : Readings.Accept(new CmvpList(day, source ?? rows.Source ?? document, input, isWhole, listings, submissions, entropy));
    }

    private static byte FirstCharacter(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        bytes = bytes.TrimStart(" \t\r\n"u8);
        return bytes.IsEmpty ? (byte)0 : bytes[0];
    }
}
