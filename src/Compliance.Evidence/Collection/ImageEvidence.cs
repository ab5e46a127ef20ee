using System.Collections.Immutable;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection;

/// <summary>
/// All raw evidence of one image manifest, as collectors see it. It is made from raw documents only, by the same code at audit time and in
/// the verifier: nothing reaches a collector that is not in the package. Not thread safe: collectors of one image run one after the other.
/// </summary>
public sealed class ImageEvidence
{
    private readonly RawImage image;
    private readonly Dictionary<string, RawDocument> files;
    private readonly Dictionary<Type, object> derived = [];

    private ImageEvidence(RawEvidence raw, RawImage image, FileInventory inventory, RootFileSystem root, ImmutableArray<CollectionGap> gaps)
    {
        this.image = image;
        (Feeds, Findings, Probed, Nodes) = (raw.Feeds, raw.Findings, raw.Probed, raw.Nodes);
        (GivenSboms, Trust, System, Inventory, Root, Gaps) = (raw.GivenSboms, raw.Trust, raw.System, inventory, root, gaps);
        files = image.Files.ToDictionary(file => file.Item.Origin, StringComparer.Ordinal);
    }

    /// <summary>The image manifest.</summary>
    public Digest Subject => image.Subject;

    /// <summary>How the caller named the image, as typed.</summary>
    public string Reference => image.Reference;

    public bool Pinned => image.Pinned;

    /// <summary>The index that led to the manifest, if one did.</summary>
    public RawDocument? Index => image.Index;

    public RawDocument Manifest => image.Manifest;

    /// <summary>The configuration; null when it could not be read (there is a gap then).</summary>
    public RawDocument? Config => image.Config;

    /// <summary>Every entry of every layer; empty when no layer could be read (there is a gap then).</summary>
    public FileInventory Inventory { get; }

    /// <summary>The document that <see cref="Inventory"/> was read from: the source of facts made from it.</summary>
    public RawDocument? InventoryDocument => image.Inventory;

    /// <summary>What a container would see.</summary>
    public RootFileSystem Root { get; }

    /// <summary>What was seen in files whose bytes are not kept, origin <c>kind:path</c>, and <see cref="LayerObservation.Name"/>.</summary>
    public ImmutableArray<RawDocument> Observations => image.Observations;

    /// <summary>Everything found beside the image that refers to it or to its index.</summary>
    public ImmutableArray<AttachedEvidence> Attached => image.Attached;

    /// <summary>Whether everything beside the image was enumerated: only then does an empty list mean that there is nothing.</summary>
    public bool AttachedComplete => image.AttachedComplete;

    public ImmutableArray<RawDocument> GivenSboms { get; }

    /// <summary>Files of the caller's trust folder; null when the caller gave none.</summary>
    public ImmutableArray<RawDocument>? Trust { get; }

    /// <summary>The caller's system file; null when there is none.</summary>
    public RawDocument? System { get; }

    /// <summary>The caller's node inventory; null when there is none.</summary>
    public RawDocument? Nodes { get; }

    /// <summary>Slices of vulnerability feeds; null when the caller gave none.</summary>
    public ImmutableArray<RawDocument>? Feeds { get; }

    /// <summary>Files of the caller's folder of findings; null when the caller gave none.</summary>
    public ImmutableArray<RawDocument>? Findings { get; }

    /// <summary>Whether the caller asked for probes.</summary>
    public bool Probed { get; }

    /// <summary>What acquisition could not read, and what in the package does not fit together.</summary>
    public ImmutableArray<CollectionGap> Gaps { get; }

    /// <summary>Paths of the kept files, ordinal order.</summary>
    public IEnumerable<string> FilePaths => files.Keys.Order(StringComparer.Ordinal);

    /// <summary>The kept bytes of what a path leads to, links followed; null when nothing is there or its bytes were not kept.</summary>
    public RawDocument? File(string path) => Root.Resolve(path) is { } entry ? files.GetValueOrDefault(entry.Path) : null;

    /// <summary>
    /// A value that several collectors need and that is made once, such as the parsed package databases. One value a type.
    /// </summary>
    public T Derived<T>(Func<ImageEvidence, T> make)
        where T : class
    {
        if (derived.TryGetValue(typeof(T), out var made)) return (T)made;
        var value = make(this);
        derived[typeof(T)] = value;
        return value;
    }

    /// <summary>
    /// Puts raw documents together. A kept file must be the one that the inventory lists: another one is left out, with gaps. So is a file that the
    /// inventory says should be there and is not.
    /// </summary>
    public static ImageEvidence From(RawEvidence raw, RawImage image, Limits limits)
    {
        var gaps = new GapList(image.Subject, "evidence@1");
        var inventory = ReadInventory(image, limits, gaps);
        var root = RootFileSystem.Merge(inventory, limits);
        foreach (var defect in root.Defects) AddRootDefect(defect, gaps);
        var consistent = Consistent(image, root, gaps);
        return new ImageEvidence(raw, image with { Files = consistent }, inventory, root, [.. image.Gaps, .. gaps.ToImmutable()]);
    }

    private static FileInventory ReadInventory(RawImage image, Limits limits, GapList gaps)
    {
        if (image.Inventory is { } document)
        {
            using var stream = document.Open();
            var reading = FileInventory.Read(stream, limits, document.Item.Origin);
            if (reading.TryGet(out var inventory)) return inventory;
            Array.ForEach(ImageAcquisition.FromFiles, kind => gaps.Add(kind, reading.Defects));
        }
        else
        {
            Array.ForEach(ImageAcquisition.FromFiles, kind => gaps.Add(kind, AcquisitionCodes.ImageUnreadable, new Locator("inventory"), "there is no inventory of the image's files"));
        }

        return new FileInventoryBuilder().Build(0);
    }

    /// <summary>What could not be merged may hide files from every kind that is made from them; an oddity of the archive is only to be seen.</summary>
    private static void AddRootDefect(Defect defect, GapList gaps)
    {
        if (defect.Code.Area == "ROOT") Array.ForEach(ImageAcquisition.FromFiles, kind => gaps.Add(kind, defect));
        else gaps.Add(FactKind.Image, defect);
    }

    private static ImmutableArray<RawDocument> Consistent(RawImage image, RootFileSystem root, GapList gaps)
    {
        var kept = new SortedDictionary<string, RawDocument>(StringComparer.Ordinal);
        foreach (var file in image.Files)
        {
            if (root.Find(file.Item.Origin)?.Sha256 == file.Item.Sha256) kept[file.Item.Origin] = file;
            else Gap(file.Item.Origin, "is not the file that the inventory lists");
        }

        foreach (var entry in root.FilesWhere(EvidenceFiles.AreKept))
        {
            if (!kept.ContainsKey(entry.Path)) Gap(entry.Path, "is in the inventory and was not kept");
        }

        return [.. kept.Values];

        void Gap(string path, string problem)
        {
            foreach (var kind in (FactKind[])[FactKind.Package, FactKind.Sbom, FactKind.CryptoModule, FactKind.Hardening])
                gaps.Add(kind, AcquisitionCodes.FileDiffers, new Locator(path), problem);
        }
    }
}
