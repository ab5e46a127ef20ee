using System.Collections.Immutable;
using Compliance.Evidence.Collection.Files;
using Compliance.Evidence.Raw;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Packages.Languages;
using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;

namespace Compliance.Evidence.Collection.Packages.Languages;

/// <summary>
/// Packages of languages: what their package managers wrote down (kept files), and what programs and archives say that they hold (the record of the look into them).
/// What a package of the system owns belongs to that package.
/// </summary>
internal sealed class LanguagePackages
{
    private readonly ImageEvidence image;
    private readonly Limits limits;
    private readonly OwnedFiles owned;
    private readonly ImmutableArray<FoundLanguagePackage>.Builder found = ImmutableArray.CreateBuilder<FoundLanguagePackage>();
    private readonly DefectCollector gaps;

    private LanguagePackages(ImageEvidence image, Limits limits)
    {
        (this.image, this.limits, gaps) = (image, limits, new DefectCollector(limits));
        owned = SystemOwnership.Of(image, limits).Files;
        foreach (var entry in image.Root.FilesWhere(path => LanguageMetadata.EcosystemOf(path).Length > 0).ToList()) Metadata(entry);
        Contents();
        (Found, Gaps) = (found.ToImmutable(), gaps.ToImmutable());
    }

    /// <summary>In the order of paths: metadata first.</summary>
    public ImmutableArray<FoundLanguagePackage> Found { get; }

    /// <summary>Of files that no package of the system owns: there may be packages that are not in <see cref="Found"/>.</summary>
    public ImmutableArray<Defect> Gaps { get; }

    /// <summary>Packages that no package of the system owns, by what their files hold, readable or not.</summary>
    public int Counted { get; private set; }

    public static LanguagePackages Of(ImageEvidence image, Limits limits) => image.Derived(evidence => new LanguagePackages(evidence, limits));

    private void Metadata(FileEntry entry)
    {
        var owner = OwnerOf(entry.Path);
        if (image.File(entry.Path) is not { } document || !document.Fits(limits))
        {
            Miss(owner, new Defect(CollectionCodes.DatabaseNotKept, new Locator(entry.Path), "the file is in the image and its bytes are not in evidence"));
            return;
        }

        var reading = LanguageMetadata.Read(document.ReadAll(limits), entry.Path, limits);
        foreach (var defect in reading.Defects) Miss(owner, defect);
        if (!reading.TryGet(out var packages)) return;
        foreach (var package in packages) Add(package, entry.Path, owner, document, document.Locate());
    }

    private void Contents()
    {
        if (ScanRecord.Of(image, limits) is not { Source: { } source, Document: { } scan })
        {
            if (image.InventoryDocument is not null) gaps.Add(CollectionCodes.DatabaseNotKept, new Locator(ScanDocument.Name), "the record of what programs and archives hold is missing or can't be read");
            return;
        }

        foreach (var file in scan.Files.Where(file => !file.Packages.IsEmpty))
        {
            var owner = OwnerOf(file.Path);
            foreach (var package in file.Packages) Add(package, file.Path, owner, source, new Locator(file.Path));
        }

        foreach (var unread in scan.Unread.Where(defect => defect.Locator.Document != ScanDocument.Name))
        {
            if (OwnerOf(unread.Locator.Document.Split('!')[0]).Length == 0) gaps.Add(unread);
        }
    }

    private void Add(LanguagePackage package, string path, string owner, RawDocument document, Locator locator)
    {
        if (owner.Length == 0) Counted++;
        if (PackageUrl.Parse(package.Purl).TryGet(out var purl)) found.Add(new FoundLanguagePackage(package, purl, path, owner, document, locator));
        else Miss(owner, new Defect(LanguageCodes.Incomplete, locator, $"'{package.Purl}' is no package URL"));
    }

    private void Miss(string owner, Defect defect)
    {
        if (owner.Length > 0) return;
        Counted++;
        gaps.Add(defect);
    }

    private string OwnerOf(string path) => owned.Find(path)?.Owner ?? "";
}
