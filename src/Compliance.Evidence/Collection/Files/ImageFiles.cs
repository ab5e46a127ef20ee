using System.Collections.Immutable;
using Compliance.Evidence.Collection.Sboms;
using Compliance.Formats.Packages.Files;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;

namespace Compliance.Evidence.Collection.Files;

/// <summary>
/// The class of every regular file of an image. Only digests of the one pass and kept databases are looked at; a file costs one small value.
/// </summary>
public sealed class ImageFiles
{
    private static readonly FileClass[] Listed = [FileClass.Modified, FileClass.Missing, FileClass.Dark];

    private readonly long[] counts = new long[Enum.GetValues<FileClass>().Length];
    private readonly SortedDictionary<string, long> byRule = new(StringComparer.Ordinal);
    private readonly List<ClassifiedFile> conspicuous = [];
    private readonly List<ClassifiedFile> all = [];
    private readonly ImageEvidence image;
    private readonly FileRules rules;
    private readonly OwnedFiles owned;
    private readonly OwnedFiles listed;
    private readonly SbomFiles inSbom;
    private readonly FileContents contents;

    private ImageFiles(ImageEvidence image, CollectionContext context)
    {
        (this.image, contents, owned, listed) = (image, new FileContents(image, context.Limits), SystemOwnership.Of(image, context.Limits).Files, new OwnedFiles(image));
        rules = ReadRules(context);
        inSbom = new SbomFiles(ImageSboms.Of(image, context));
        PythonOwnership.Read(image, owned, listed, context.Limits);
        foreach (var file in image.Root.Files)
        {
            all.Add(Classify(file));
            Add(all[^1]);
        }

        foreach (var (path, owner) in owned.Missing)
        {
            if (rules.Rules.FirstOrDefault(rule => rule.Explains == "absence" && rule.Matches(path)) is { } rule) Count(rule.Id);
            else Add(new ClassifiedFile(path, FileClass.Missing, owner, FileContent.Plain));
        }
    }

    /// <summary>Why the catalog of rules could not be used; nothing is explained by rules then.</summary>
    public ImmutableArray<Defect> RuleDefects { get; private set; } = [];

    /// <summary>Files that are modified, missing or unexplained: programs before archives, scripts and the rest, each in the order of paths.</summary>
    public IEnumerable<ClassifiedFile> Conspicuous => conspicuous.OrderBy(file => file.Class).ThenBy(file => file.Content).ThenBy(file => file.Path, StringComparer.Ordinal);

    /// <summary>How many files each rule explained, by its id.</summary>
    public IReadOnlyDictionary<string, long> ByRule => byRule;

    /// <summary>Regular files, without those that are missing.</summary>
    public long Total => counts.Sum() - counts[(int)FileClass.Missing];

    public long CountOf(FileClass one) => counts[(int)one];

    public static ImageFiles Of(ImageEvidence image, CollectionContext context) => image.Derived(evidence => new ImageFiles(evidence, context));

    /// <summary>Every file that is there with its class, as <see cref="Oci.Files.RootFileSystem.Files"/> gives them.</summary>
    public IReadOnlyList<ClassifiedFile> All => all;

    private ClassifiedFile Classify(FileEntry file)
    {
        if ((owned.Find(file.Path) ?? listed.Find(file.Path)) is var (said, owner)) return new ClassifiedFile(file.Path, said, owner, FileContent.Plain);
        var content = contents.Of(file);
        foreach (var rule in rules.Rules)
        {
            if (rule.Explains == "absence" || !rule.IsFor(file.Path, content) || !Holds(rule, file.Path)) continue;
            return new ClassifiedFile(file.Path, rule.Explains == "configuration" ? FileClass.Configuration : FileClass.Generated, rule.Id, FileContent.Plain);
        }

        return inSbom.Find(file) is { } document
            ? new ClassifiedFile(file.Path, FileClass.InSbom, document, FileContent.Plain)
            : new ClassifiedFile(file.Path, FileClass.Dark, "", content);
    }

    private bool Holds(FileRule rule, string path) => rule.Condition switch
    {
        "python-source" => SourceOf(path) is { } source && (owned.Find(source) ?? listed.Find(source)) is (FileClass.Intact or FileClass.Unchecked or FileClass.Language or FileClass.Configuration, _),
        "package-name" => owned.Names.Contains(PackageOf(path)),
        _ => true,
    };

    /// <summary><c>a/__pycache__/m.cpython-311.pyc</c> was made from <c>a/m.py</c> (PEP 3147).</summary>
    private static string? SourceOf(string path)
    {
        var segments = path.Split('/');
        if (segments.Length < 2 || segments[^2] != "__pycache__") return null;
        var name = segments[^1];
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot <= 0 ? null : string.Join('/', [.. segments[..^2], $"{name[..dot]}.py"]);
    }

    private static string PackageOf(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        name = dot < 0 ? name : name[..dot];
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? name : name[..colon];
    }

    private FileRules ReadRules(CollectionContext context)
    {
        if (!context.Catalogs.TryGetValue(FileRules.Path, out var bytes))
        {
            RuleDefects = [new Defect(FileRuleCodes.Missing, new Locator(FileRules.Path), "the catalog that explains files is missing")];
            return FileRules.None;
        }

        var reading = FileRules.Read(bytes, FileRules.Path, context.Limits);
        if (reading.TryGet(out var read)) return read;
        RuleDefects = reading.Defects;
        return FileRules.None;
    }

    private void Add(ClassifiedFile file)
    {
        counts[(int)file.Class]++;
        if (Listed.Contains(file.Class)) conspicuous.Add(file);
        else if (file.Class == FileClass.Generated || (file.Class == FileClass.Configuration && rules.Rules.Any(rule => rule.Id == file.Source))) Count(file.Source);
    }

    private void Count(string rule) => byRule[rule] = byRule.GetValueOrDefault(rule) + 1;
}
