using Compliance.Cryptography.Hashing;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;
using Compliance.Oci.Layers;
using Compliance.Oci.References;
using Compliance.Oci.Snapshots;

namespace Compliance.Conformance.Tests;

/// <summary>Layouts that cosign and apko wrote: read whole, without a defect, and as their own files say.</summary>
public sealed class OciConformanceTests
{
    private const string Clean = "no defect";

    [Fact]
    public void Layouts_of_cosign_save_give_image_and_attestations()
    {
        using var suite = new ConformanceSuite("oci", "sigstore/image-oci-layout");
        foreach (var layout in OciLayouts.OfCosign) suite.Check($"{Vectors.Name(layout)} read", Clean, () => OfCosign(layout));
        suite.Finish();
    }

    [Fact]
    public void Layouts_of_apko_give_the_golden_file_system()
    {
        using var suite = new ConformanceSuite("oci", "apk/apko/golden");
        foreach (var layout in OciLayouts.OfApko) suite.Check($"{Vectors.Name(layout)} read", Clean, () => OfApko(layout));
        suite.Finish();
    }

    /// <summary>apko writes its layers with Go's archive/tar; the same entries through our writer must be the same bytes.</summary>
    [Fact]
    public void Layers_of_apko_written_again_have_the_golden_diff_ids()
    {
        const string golden = "apk/apko/golden/golden";
        using var suite = new ConformanceSuite("oci", "apk/apko/golden");
        if (suite.Has(golden))
        {
            using var snapshot = Open(Path.Combine(Vectors.Root!, golden), []);
            foreach (var image in snapshot!.Images)
            {
                suite.Check($"{golden} {image.Platform} written again", $"{image.Config!.DiffIds[0]}", () =>
                {
                    using var blob = snapshot.OpenBlob(image.Layers[0]).Required();
                    using var tar = Decompression.Open(blob, CompressionKind.Gzip);
                    return $"{ContentHasher.Sha256(WriteAgain(tar))}";
                });
            }
        }

        suite.FinishOptional();
    }

    private static string OfCosign(string layout)
    {
        var failures = new List<string>();
        using var snapshot = Open(layout, failures);
        if (snapshot is null) return string.Join("; ", failures);
        var digest = Path.Combine(layout, "..", "image.digest");
        if (File.Exists(digest) && !File.ReadAllText(digest).Trim().EndsWith(snapshot.Root.Digest.Hex, StringComparison.Ordinal)) failures.Add($"root {snapshot.Root.Digest} is not that of image.digest");
        if (!snapshot.Artifacts.Any(artifact => artifact.Discovery == ArtifactDiscovery.CosignKind && artifact.Subject == snapshot.Root.Digest)) failures.Add("no attestations by kind");
        if (!snapshot.ArtifactsComplete) failures.Add("artifacts incomplete");
        ReadLayers(snapshot, failures);
        return failures.Count == 0 ? Clean : string.Join("; ", failures);
    }

    private static string OfApko(string layout)
    {
        var failures = new List<string>();
        using var snapshot = Open(layout, failures);
        if (snapshot is null) return string.Join("; ", failures);
        if (Path.GetFileName(layout) is "base_image" or "golden" && snapshot.Images.Length != 2) failures.Add($"{snapshot.Images.Length} images");
        ReadLayers(snapshot, failures);
        return failures.Count == 0 ? Clean : string.Join("; ", failures);
    }

    private static byte[] WriteAgain(Stream tar)
    {
        var output = new MemoryStream();
        var writer = new TarWriter(output);
        using var reader = new System.Formats.Tar.TarReader(tar);
        while (reader.GetNextEntry() is { } entry)
        {
            var posix = (System.Formats.Tar.PosixTarEntry)entry;
            var type = entry.EntryType switch
            {
                System.Formats.Tar.TarEntryType.RegularFile => TarEntryType.Regular,
                System.Formats.Tar.TarEntryType.HardLink => TarEntryType.HardLink,
                System.Formats.Tar.TarEntryType.SymbolicLink => TarEntryType.SymbolicLink,
                System.Formats.Tar.TarEntryType.CharacterDevice => TarEntryType.CharacterDevice,
                _ => TarEntryType.Directory,
            };
            var item = new TarItem(entry.Name, type)
            {
                Mode = (int)entry.Mode,
                Uid = entry.Uid,
                Gid = entry.Gid,
                UserName = posix.UserName,
                GroupName = posix.GroupName,
                LinkName = entry.LinkName,
                ModifiedUnixSeconds = entry.ModificationTime.ToUnixTimeSeconds(),
                DeviceMajor = posix.DeviceMajor,
                DeviceMinor = posix.DeviceMinor,
            };
            if (type == TarEntryType.Regular) writer.Add(item, entry.DataStream ?? Stream.Null, entry.Length);
            else writer.Add(item);
        }

        writer.Finish();
        return output.ToArray();
    }

    private static void ReadLayers(ImageSnapshot snapshot, List<string> failures)
    {
        foreach (var image in snapshot.Images)
        {
            using var contents = LayerPass.Run(snapshot, image, [], Limits.Default);
            foreach (var defect in contents.Defects) failures.Add($"{image.Platform}: {defect}");
            if (!contents.IsComplete || contents.Layers.Any(layer => layer.DiffIdMatches != true)) failures.Add($"{image.Platform}: layers incomplete");
            var root = RootFileSystem.Merge(contents.Inventory);
            foreach (var defect in root.Defects) failures.Add($"{image.Platform}: {defect}");
            if (!root.Files.Any()) failures.Add($"{image.Platform}: no files");
            var text = new MemoryStream();
            contents.Inventory.WriteTo(text);
            text.Position = 0;
            if (!FileInventory.Read(text, Limits.Default).TryGet(out var back) || !back.SequenceEqual(contents.Inventory)) failures.Add($"{image.Platform}: the inventory does not read back");
        }
    }

    private static ImageSnapshot? Open(string folder, List<string> failures)
    {
        var reading = ImageSnapshot.Open(ImageReference.Parse($"oci:{folder}").Required(), Limits.Default);
        foreach (var defect in reading.Defects.Where(defect => defect.Code != Compliance.Oci.OciCodes.LayoutIsIndex)) failures.Add($"{defect}");
        return reading.TryGet(out var snapshot) ? snapshot : null;
    }
}
