using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Apk.Archives;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Apk;

/// <summary>
/// Compares every file and symbolic link of a package with its checksum record (apk-v2(5)). The records are SHA-1: they tell what the packager meant, <c>datahash</c>
/// over the whole section is what protects.
/// </summary>
public static class ApkFileSums
{
    private const int MostNamed = 20;

    /// <param name="stream">The package file, seekable; stays open.</param>
    /// <returns>One check for each file that differs, then one for the rest.</returns>
    public static ImmutableArray<VerificationCheck> Verify(Stream stream, ApkArchive archive, string document, Limits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(archive);
        var checks = new CheckList();
        stream.Seek(archive.Files.Offset, SeekOrigin.Begin);
        using var reader = new ApkDataReader(stream, document, limits);
        using var hash = new LegacySha1();
        var (equal, without, others) = (0, 0, 0);
        while (reader.Next())
        {
            var entry = reader.Current;
            if (entry.Type is not (TarEntryType.Regular or TarEntryType.SymbolicLink)) continue;
            if (entry.Type == TarEntryType.SymbolicLink) hash.Append(Encoding.UTF8.GetBytes(entry.LinkName));
            else for (var piece = reader.ReadBody(); !piece.IsEmpty; piece = reader.ReadBody()) hash.Append(piece);
            var found = ApkChecksum.Of(hash.Finish());
            if (entry.Checksum is not { Algorithm: "sha1" } stated) without++;
            else if (stated == found) equal++;
            else if (others++ < MostNamed) checks.Failed(ApkSignatureCodes.FileChecksum, $"'{entry.Path}' is {found}, its record says {stated}");
        }

        foreach (var defect in reader.Defects) checks.Add(defect.Code, reader.IsComplete ? CheckOutcome.Note : CheckOutcome.Failed, defect.Message);
        var told = string.Create(CultureInfo.InvariantCulture, $"{equal} files are as their records say, {others} are not, {without} have no record");
        checks.Add(ApkSignatureCodes.FileChecksum, others > 0 || !reader.IsComplete ? CheckOutcome.Failed : without > 0 ? CheckOutcome.Note : CheckOutcome.Passed, told);
        return checks.ToImmutable();
    }
}
