using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Raw;
using Compliance.Formats.Packages.Files;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Files;

/// <summary>Where the regular files of the image come from, by package databases, language metadata, SBOMs and the catalog of rules.</summary>
public sealed class FileCollector : ICollector
{
    /// <summary>Paths of one list in a fact; the verb that lists files has all of them.</summary>
    private const int MaxListed = 2_000;

    public string Id => "files@1";

    public void Collect(ImageEvidence image, CollectionContext context, FactSetBuilder facts)
    {
        facts.Cover(FactKind.Files, Coverage.Complete);
        if (image.InventoryDocument is not { } inventory || image.Gaps.Any(IsAboutFiles))
        {
            facts.Gap(FileRuleCodes.FilesUnknown, FactKind.Files, image.Manifest.Locate(), "the image's files are not completely known");
            return;
        }

        var files = ImageFiles.Of(image, context);
        facts.Gaps(FactKind.Files, files.RuleDefects);
        facts.Add("image", Fact(files), new FactSource(inventory.Item.Sha256, inventory.Locate()), Reperformance.FromInventory);
    }

    private static FilesFact Fact(ImageFiles files)
    {
        var conspicuous = files.Conspicuous.ToList();
        return new FilesFact
        {
            Total = files.Total,
            Intact = files.CountOf(FileClass.Intact),
            Unchecked = files.CountOf(FileClass.Unchecked),
            Configuration = files.CountOf(FileClass.Configuration),
            Generated = files.CountOf(FileClass.Generated),
            Language = files.CountOf(FileClass.Language),
            InSbom = files.CountOf(FileClass.InSbom),
            Modified = Paths(file => file.Class == FileClass.Modified),
            Missing = Paths(file => file.Class == FileClass.Missing),
            DarkPrograms = Dark(FileContent.Program),
            DarkJars = Dark(FileContent.Jar),
            DarkScripts = Dark(FileContent.Script),
            DarkData = Dark(FileContent.Plain),
            ExplainedBy = files.ByRule.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal),
        };

        ImmutableArray<string> Dark(FileContent content) => Paths(file => file.Class == FileClass.Dark && file.Content == content);

        ImmutableArray<string> Paths(Func<ClassifiedFile, bool> chosen) => [.. conspicuous.Where(chosen).Select(file => file.Path).Take(MaxListed)];
    }

    // A kept file that is missing makes files unexplained, which is the safe side; a layer that can't be read hides files.
    private static bool IsAboutFiles(CollectionGap gap) =>
        gap.Kind == FactKind.Hardening && gap.Code != AcquisitionCodes.FileDiffers && gap.Code != AcquisitionCodes.FileNotKept && gap.Code != AcquisitionCodes.ConfigUnreadable;
}
