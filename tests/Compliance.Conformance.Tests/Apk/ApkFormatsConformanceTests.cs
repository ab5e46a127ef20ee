using System.Globalization;
using Compliance.Cryptography.Apk;
using Compliance.Cryptography.Checks;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Apk.Archives;
using Compliance.Formats.Packages.Apk.Indexes;
using Compliance.Formats.Packages.Apk.Versions;
using Compliance.Formats.Reading;

namespace Compliance.Conformance.Tests.Apk;

/// <summary>Versions, indexes and signatures of packages that others made.</summary>
public sealed class ApkFormatsConformanceTests
{
    private const string Root = "apk";

    [Fact]
    public void Versions_compare_as_apk_compares_them()
    {
        using var suite = new ConformanceSuite("apk-version", "apk/apk-tools");
        foreach (var file in Vectors.Files("apk/apk-tools", "version.data"))
        {
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                number++;
                var text = line.Split('#')[0].Trim();
                if (text.Length == 0) continue;
                var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                suite.Check($"{Vectors.Name(file)}:{number} {text}", "true", () => Judge(words) ? "true" : "false");
            }
        }

        suite.Finish();
    }

    [Fact]
    public void Indexes_are_read_whole()
    {
        using var suite = new ConformanceSuite("apk-index", "apk/indexes", "apk/apks");
        foreach (var file in Vectors.Files(Root, "*APKINDEX.tar.gz"))
        {
            var bytes = File.ReadAllBytes(file);
            var reading = ApkIndex.Read(bytes, Vectors.Name(file));
            suite.Check(Vectors.Name(file), "no defects, as many records as lines P:, written and read alike", () =>
            {
                if (!reading.TryGet(out var index)) return string.Join("; ", reading.Defects);
                var text = ApkIndexWriter.ToText(index.Packages);
                var again = ApkDatabase.Read(System.Text.Encoding.UTF8.GetBytes(text), "again").Required().Packages;
                var defects = reading.Defects.Where(defect => defect.Code != ApkArchiveCodes.BadSignatureEntry).ToList();
                return defects.Count == 0 && index.Packages.Length == ApkDatabase.CountRecords(System.Text.Encoding.UTF8.GetBytes(text)) && index.Packages.Length > 0
                    && ApkIndexWriter.ToText(again) == text
                    ? "no defects, as many records as lines P:, written and read alike"
                    : $"{index.Packages.Length} records, {string.Join("; ", defects.Take(3))}";
            });
        }

        suite.Finish();
    }

    [Fact]
    public void Signatures_are_worth_what_the_table_says()
    {
        using var suite = new ConformanceSuite("apk-signatures", "apk/signatures.tsv");
        if (Vectors.Has("apk/signatures.tsv"))
        {
            var keyring = Keys();
            foreach (var row in File.ReadLines(Path.Combine(Vectors.Root!, "apk/signatures.tsv")).Skip(1).Where(line => line.Length > 0))
            {
                var cells = row.Split('\t');
                suite.Check(cells[0], string.Join(' ', cells[1..]), () => Describe(Path.Combine(Vectors.Root!, Root, cells[0]), keyring));
            }
        }

        suite.Finish();
    }

    private static bool Judge(string[] words)
    {
        if (words.Length == 1) return words[0].StartsWith('!') ? !ApkVersions.IsValid(words[0].AsSpan(1)) : ApkVersions.IsValid(words[0]);
        var isInverted = words[1].StartsWith('!');
        return ApkDependency.TryParse($"x{words[1].TrimStart('!')}{words[2]}", out var dependency) && dependency.IsSatisfiedBy(words[0]) != isInverted;
    }

    private static ApkKeyring Keys()
    {
        var ring = ApkKeyring.Empty;
        foreach (var file in Vectors.Files("apk/keys", "*.pub"))
        {
            if (ring.With(Path.GetFileName(file), File.ReadAllBytes(file), file).TryGet(out var more)) ring = more;
        }

        return ring;
    }

    private static string Describe(string file, ApkKeyring keyring)
    {
        using var stream = File.OpenRead(file);
        if (file.EndsWith(".tar.gz", StringComparison.Ordinal))
        {
            var bytes = File.ReadAllBytes(file);
            var index = ApkIndex.Read(bytes, file).Required();
            var result = ApkSignatureVerifier.Verify(index.Signatures, bytes.AsSpan((int)index.Signed.Offset), keyring);
            return string.Join(' ', index.Signed.Offset > 0 ? 2 : 1, Entry(index.Signatures, result), Verdict(index.Signatures, result), "-", "-");
        }

        var archive = ApkArchive.Read(stream, file).Required();
        var verification = ApkPackageVerifier.Verify(stream, archive, keyring);
        var hash = verification.Checks.Single(check => check.Code == ApkSignatureCodes.DataHash).Outcome == CheckOutcome.Passed ? "match" : "MISMATCH";
        return string.Join(
            ' ',
            archive.SignatureSection is null ? "2" : "3",
            Entry(archive.Signatures, verification.Signature),
            Verdict(archive.Signatures, verification.Signature),
            verification.Identity.ToDatabaseText(),
            hash);
    }

    private static string Entry(IReadOnlyList<ApkSignature> signatures, ApkSignatureResult result) => signatures.Count == 0
        ? "-"
        : (signatures.FirstOrDefault(signature => signature.KeyName == result.Key?.Name) ?? signatures[0]).EntryName;

    private static string Verdict(IReadOnlyCollection<ApkSignature> signatures, ApkSignatureResult result) => result switch
    {
        _ when signatures.Count == 0 => "-",
        { Key: { } key } => string.Create(CultureInfo.InvariantCulture, $"OK:{key.Name}"),
        _ when result.Checks.Any(check => check.Code == ApkSignatureCodes.Bad) => "BAD",
        _ => "no-key",
    };
}
