using System.Collections.Immutable;
using System.Globalization;
using Compliance.Cryptography.Apk;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Apk.Archives;
using Compliance.Formats.Packages.Apk.Indexes;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Apk.Writing;

namespace Compliance.Pipeline.Apk.Inspecting;

/// <summary>
/// Checks package and index files that lie in folders: signatures with their algorithms, <c>datahash</c>, the sums of files, names, and packages against the index
/// beside them. Files of apk version 3 are told and not read.
/// </summary>
public sealed class ApkInspection(ApkKeyring keyring, bool allowLegacy, Limits limits)
{
    private const int MaxIndexBytes = 256 << 20;

    /// <summary>Everything in the folder and in folders below it, ordered by path; a package is compared with the index beside it.</summary>
    public ImmutableArray<InspectedFile> Folder(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        var files = Directory.EnumerateFiles(folder, "*", options).Where(file => IsPackage(file) || IsIndex(file)).Order(StringComparer.Ordinal);
        return [.. files.GroupBy(file => System.IO.Path.GetDirectoryName(file)!, StringComparer.Ordinal).SelectMany(group => Beside([.. group]))];
    }

    /// <summary>One package.</summary>
    /// <param name="expected">The record of an index that names it; null when there is none.</param>
    public InspectedFile Package(string path, ApkPackage? expected = null)
    {
        using var stream = File.OpenRead(path);
        var reading = ApkArchive.Read(stream, path, limits);
        if (!reading.TryGet(out var archive)) return new InspectedFile(path, null, null, [], reading.Defects);
        var (name, package) = (System.IO.Path.GetFileName(path), archive.Metadata.Package);
        // A file may say more behind its version, for example the architecture.
        var isNamed = expected is null && name.StartsWith($"{package.Name}-{package.Version}.", StringComparison.Ordinal);
        var verification = ApkPackageVerifier.Verify(stream, archive, keyring, expected, isNamed ? null : name, allowLegacy);
        var sums = ApkFileSums.Verify(stream, archive, path, limits);
        return new InspectedFile(path, package with { Checksum = verification.Identity, PackageBytes = stream.Length }, verification.File, [.. verification.Signature.Checks, .. verification.Checks, .. sums], reading.Defects);
    }

    /// <summary>One index, without the packages that it names.</summary>
    public InspectedFile Index(string path) => Index(path, out _);

    private static bool IsPackage(string path) => path.EndsWith(".apk", StringComparison.Ordinal);

    private static bool IsIndex(string path) => System.IO.Path.GetFileName(path) is ApkRepositoryWriter.IndexName or "APKINDEX.adb" or "Packages.adb";

    private InspectedFile Index(string path, out ApkIndex? index)
    {
        index = null;
        if (new FileInfo(path).Length > MaxIndexBytes) return new InspectedFile(path, null, null, [], [new Defect(PipelineCodes.TooLarge, new Locator(path), $"more than {MaxIndexBytes} bytes")]);
        var bytes = File.ReadAllBytes(path);
        var reading = ApkIndex.Read(bytes, path, limits);
        if (!reading.TryGet(out index)) return new InspectedFile(path, null, null, [], reading.Defects);
        var signature = ApkSignatureVerifier.Verify(index.Signatures, bytes.AsSpan((int)index.Signed.Offset), keyring, allowLegacy);
        return new InspectedFile(path, null, ContentHasher.Sha256(bytes), signature.Checks, reading.Defects);
    }

    private IEnumerable<InspectedFile> Beside(string[] files)
    {
        var records = new Dictionary<string, ApkPackage>(StringComparer.Ordinal);
        var hasIndex = false;
        foreach (var file in files.Where(IsIndex))
        {
            var inspected = Index(file, out var index);
            hasIndex |= index is not null;
            foreach (var package in index?.Packages ?? []) records[$"{package.Name}-{package.Version}.apk"] = package;
            var missing = records.Keys.Count(name => !File.Exists(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, name)));
            yield return missing == 0 ? inspected : inspected with
            {
                Checks = inspected.Checks.Add(new VerificationCheck(PipelineCodes.PackageMissing, CheckOutcome.Note, string.Create(CultureInfo.InvariantCulture, $"{missing} of {records.Count} packages that it names are not here"))),
            };
        }

        foreach (var file in files.Where(IsPackage))
        {
            var expected = records.GetValueOrDefault(System.IO.Path.GetFileName(file));
            var inspected = Package(file, expected);
            yield return expected is not null || !hasIndex || !inspected.IsReadable ? inspected : inspected with
            {
                Checks = inspected.Checks.Add(new VerificationCheck(ApkSignatureCodes.Identity, CheckOutcome.Note, "the index beside it does not name it")),
            };
        }
    }
}
