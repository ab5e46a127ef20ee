using System.Collections.Immutable;
using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Acquisition.Modules;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;
using Compliance.Oci.Layers;
using Compliance.Oci.Snapshots;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Acquisition;

/// <summary>
/// What the pass over one image's layers leaves as raw evidence: the inventory, the kept files of the merged file system (what a container
/// would see: files that a higher layer hides are in the inventory only), and observations. Dispose to remove the inventory's temporary file.
/// </summary>
internal sealed class FileAcquisition : IDisposable
{
    private static readonly MediaType JsonLines = new("application/jsonl");

    private readonly FileStream inventoryFile = new(
        Path.Combine(Path.GetTempPath(), $"compliance-inventory-{Path.GetRandomFileName()}"),
        FileMode.CreateNew,
        FileAccess.ReadWrite,
        FileShare.ReadWrite | FileShare.Delete,
        1 << 16,
        FileOptions.DeleteOnClose);

    /// <param name="modules">Null when nothing was looked into.</param>
    public FileAcquisition(PlatformImage image, ImageContents contents, ModuleCapture? modules, IReadOnlyList<IFileObservation> observations, RawPaths paths, Limits limits, GapList gaps)
    {
        Inventory = Write(image, contents.Inventory);
        var root = RootFileSystem.Merge(contents.Inventory, limits);
        var kept = ImmutableArray.CreateBuilder<RawDocument>();
        var observed = ImmutableArray.CreateBuilder<RawDocument>();
        observed.Add(RawDocuments.Of(paths.Observation(image.Digest, LayerObservation.Name), RawRole.Observation, LayerObservation.Name, RawDocuments.Json, LayerObservation.Write(contents.Layers)));
        if (modules is not null) observed.Add(RawDocuments.Of(paths.Observation(image.Digest, ScanDocument.Name), RawRole.Observation, ScanDocument.Name, RawDocuments.Json, ModuleObservation.Write(root, modules, contents.Captured)));
        foreach (var file in root.FilesWhere(EvidenceFiles.AreKept)) Keep(image, contents, file, paths, gaps, kept);
        foreach (var observation in observations)
        {
            foreach (var file in root.FilesWhere(observation.IsFor)) Observe(image, contents, file, observation, paths, gaps, observed);
        }

        (Kept, Observed) = (kept.ToImmutable(), observed.ToImmutable());
    }

    public RawDocument Inventory { get; }

    public ImmutableArray<RawDocument> Kept { get; }

    public ImmutableArray<RawDocument> Observed { get; }

    public void Dispose() => inventoryFile.Dispose();

    private RawDocument Write(PlatformImage image, FileInventory inventory)
    {
        inventory.WriteTo(inventoryFile);
        inventoryFile.Flush();
        var size = inventoryFile.Length;
        inventoryFile.Position = 0;
        var item = new RawItem(RawPaths.Inventory(image.Digest), RawRole.Inventory, "inventory", JsonLines, Digests.Sha256(inventoryFile), size);
        return new RawDocument(item, () => new FileStream(inventoryFile.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16));
    }

    private static void Keep(PlatformImage image, ImageContents contents, FileEntry file, RawPaths paths, GapList gaps, ImmutableArray<RawDocument>.Builder kept)
    {
        if (file.Sha256 is { } sha256 && contents.Captured.Contains(sha256))
        {
            var item = new RawItem(paths.File(image.Digest, file.Path), RawRole.File, file.Path, RawDocuments.Bytes, sha256, file.Size);
            kept.Add(new RawDocument(item, () => contents.Captured.Open(sha256)!));
            return;
        }

        foreach (var kind in (FactKind[])[FactKind.Package, FactKind.Sbom, FactKind.CryptoModule])
            gaps.Add(kind, AcquisitionCodes.FileNotKept, new Locator(file.Path), $"{file.Size} bytes could not be kept as evidence");
    }

    private static void Observe(
        PlatformImage image, ImageContents contents, FileEntry file, IFileObservation observation, RawPaths paths, GapList gaps, ImmutableArray<RawDocument>.Builder observed)
    {
        var content = file.Sha256 is { } sha256 ? contents.Captured.ReadAll(sha256) : null;
        if (content is null)
        {
            gaps.Add(FactKind.CryptoModule, AcquisitionCodes.FileNotKept, new Locator(file.Path), $"{file.Size} bytes could not be looked into");
            return;
        }

        if (observation.Observe(file, content) is not { } seen) return;
        var origin = $"{observation.Kind}:{file.Path}";
        observed.Add(RawDocuments.Of(paths.Observation(image.Digest, origin), RawRole.Observation, origin, RawDocuments.Json, seen));
    }
}
