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
    [Fact]
    public void Layouts_of_cosign_save_give_image_and_attestations()
    {
        var root = Folder("sigstore/image-oci-layout");
        var failures = new List<string>();
        var cases = Directory.GetDirectories(root).Order(StringComparer.Ordinal).ToList();
        foreach (var folder in cases)
        {
            using var snapshot = Open(Path.Combine(folder, "layout"), failures);
            if (snapshot is null) continue;
            var expected = File.ReadAllText(Path.Combine(folder, "image.digest")).Trim();
            if (!expected.EndsWith(snapshot.Root.Digest.Hex, StringComparison.Ordinal)) failures.Add($"{folder}: root {snapshot.Root.Digest}, expected {expected}");
            if (!snapshot.Artifacts.Any(artifact => artifact.Discovery == ArtifactDiscovery.CosignKind && artifact.Subject == snapshot.Root.Digest))
                failures.Add($"{folder}: no attestations by kind");
            if (!snapshot.ArtifactsComplete) failures.Add($"{folder}: artifacts incomplete");
            ReadLayers(folder, snapshot, failures);
        }

        Assert.NotEmpty(cases);
        Assert.Empty(failures);
    }

    [Fact]
    public void Layouts_of_apko_give_the_golden_file_system()
    {
        var failures = new List<string>();
        foreach (var name in (string[])["base_image", "golden"])
        {
            var folder = Folder($"apk/apko/golden/{name}");
            using var snapshot = Open(folder, failures);
            if (snapshot is null) continue;
            if (snapshot.Images.Length != 2) failures.Add($"{name}: {snapshot.Images.Length} images");
            ReadLayers(name, snapshot, failures);
        }

        Assert.Empty(failures);
    }

    /// <summary>apko writes its layers with Go's archive/tar; the same entries through our writer must be the same bytes.</summary>
    [Fact]
    public void Layers_of_apko_written_again_have_the_golden_diff_ids()
    {
        var failures = new List<string>();
        using var snapshot = Open(Folder("apk/apko/golden/golden"), failures);
        foreach (var image in snapshot!.Images)
        {
            using var blob = snapshot.OpenBlob(image.Layers[0]).Required();
            using var tar = Decompression.Open(blob, CompressionKind.Gzip);
            var again = ContentHasher.Sha256(WriteAgain(tar));
            if (again != image.Config!.DiffIds[0]) failures.Add($"{image.Platform}: {again}, expected {image.Config.DiffIds[0]}");
        }

        Assert.Empty(failures);
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

    private static void ReadLayers(string name, ImageSnapshot snapshot, List<string> failures)
    {
        foreach (var image in snapshot.Images)
        {
            using var contents = LayerPass.Run(snapshot, image, [], Limits.Default);
            foreach (var defect in contents.Defects) failures.Add($"{name} {image.Platform}: {defect}");
            if (!contents.IsComplete || contents.Layers.Any(layer => layer.DiffIdMatches != true)) failures.Add($"{name} {image.Platform}: layers incomplete");
            var root = RootFileSystem.Merge(contents.Inventory);
            foreach (var defect in root.Defects) failures.Add($"{name} {image.Platform}: {defect}");
            if (!root.Files.Any()) failures.Add($"{name} {image.Platform}: no files");
            var text = new MemoryStream();
            contents.Inventory.WriteTo(text);
            text.Position = 0;
            if (!FileInventory.Read(text, Limits.Default).TryGet(out var back) || !back.SequenceEqual(contents.Inventory)) failures.Add($"{name} {image.Platform}: the inventory does not read back");
        }
    }

    private static ImageSnapshot? Open(string folder, List<string> failures)
    {
        var reading = ImageSnapshot.Open(ImageReference.Parse($"oci:{folder}").Required(), Limits.Default);
        foreach (var defect in reading.Defects.Where(defect => defect.Code != Compliance.Oci.OciCodes.LayoutIsIndex)) failures.Add($"{folder}: {defect}");
        return reading.TryGet(out var snapshot) ? snapshot : null;
    }

    private static string Folder(string path)
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors");
        return Path.Combine(Vectors.Root!, path);
    }
}
