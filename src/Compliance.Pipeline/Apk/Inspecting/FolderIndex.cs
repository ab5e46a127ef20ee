using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Cryptography.Apk;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Apk.Writing;

namespace Compliance.Pipeline.Apk.Inspecting;

/// <summary>The index of a folder of packages for one architecture, and a list of SHA-256 values beside it, because the index names packages by SHA-1 only.</summary>
/// <param name="Packages">Ordered by file name.</param>
/// <param name="Epoch">Seconds since 1970-01-01 UTC that the signature's entry has.</param>
public sealed record FolderIndex(string Folder, string Architecture, ImmutableArray<InspectedFile> Packages, long Epoch)
{
    /// <summary>File name of the list, in the form that <c>sha256sum -c</c> takes.</summary>
    public const string SumsName = "SHA256SUMS";

    /// <summary>Rejected when the folder has no package, or one that can't be read, fails a check or is of another architecture: an index vouches for what it names.</summary>
    /// <param name="architecture">As apk names it; packages of it and of <c>noarch</c> belong here.</param>
    /// <param name="mustBeSigned">Whether each package needs a signature of the inspection's key ring; otherwise only one that is bad is refused.</param>
    /// <param name="epoch">Null takes the newest build date.</param>
    public static Reading<FolderIndex> Read(string folder, string architecture, ApkInspection inspection, bool mustBeSigned, long? epoch, Limits limits)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        var defects = new DefectCollector(limits);
        var packages = Directory.EnumerateFiles(folder, "*.apk").Order(StringComparer.Ordinal).Select(file => inspection.Package(file)).ToImmutableArray();
        if (packages.IsEmpty) defects.Add(PipelineCodes.PackageMissing, new Locator(folder), "there is no package in the folder");
        foreach (var file in packages)
        {
            if (!file.IsReadable) defects.AddRange(file.Defects);
            foreach (var check in file.Checks.Where(check => IsAgainst(check, mustBeSigned))) defects.Add(check.Code, new Locator(file.Path), check.Detail);
            if (file.Package is not { } package) continue;
            if (package.Architecture != architecture && package.Architecture != "noarch") defects.Add(PipelineCodes.Misplaced, new Locator(file.Path), $"the package is for '{package.Architecture}', the folder is for {architecture}");
            // Whoever takes an index asks for packages by this name.
            if (Path.GetFileName(file.Path) != $"{package.Name}-{package.Version}.apk") defects.Add(ApkSignatureCodes.NameMismatch, new Locator(file.Path), $"the file has to be called {package.Name}-{package.Version}.apk");
        }

        return defects.Count > 0
            ? Readings.Reject<FolderIndex>(defects.ToImmutable())
            : Readings.Accept(new FolderIndex(folder, architecture, packages, epoch ?? packages.Max(file => file.Package!.BuiltAt) ?? 0));
    }

    /// <summary>The signed index. The same packages and key give the same bytes.</summary>
    public byte[] Write(string description, ApkSigningKey key) => ApkRepositoryWriter.Index(Packages.Select(file => file.Package!), description, key, Epoch);

    /// <param name="index">The index file's digest.</param>
    public byte[] Sums(Digest index)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{index.Hex}  {ApkRepositoryWriter.IndexName}\n");
        foreach (var file in Packages) text.Append(CultureInfo.InvariantCulture, $"{file.Digest!.Hex}  {Path.GetFileName(file.Path)}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static bool IsAgainst(VerificationCheck check, bool mustBeSigned) => check.Code switch
    {
        _ when check.Outcome >= CheckOutcome.Note => false,
        _ when mustBeSigned => true,
        _ => check.Code != ApkSignatureCodes.Unsigned && check.Code != ApkSignatureCodes.UnknownKey && check.Code != ApkSignatureCodes.UnsupportedAlgorithm,
    };
}
