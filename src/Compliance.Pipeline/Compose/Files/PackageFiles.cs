using Compliance.Cryptography.Apk;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Apk.Archives;
using Compliance.Formats.Reading;

namespace Compliance.Pipeline.Compose.Files;

/// <summary>Puts the files of packages into a tree by apko's rules for files that two packages have, and checks each against its checksum record.</summary>
public sealed class PackageFiles(ImageTree tree, long maxBytes)
{
    private readonly Dictionary<string, (InstalledPackage Package, ApkChecksum Checksum)> owners = new(StringComparer.Ordinal);
    private long bytes;

    /// <summary>What stands against the package; none when it is in.</summary>
    /// <param name="compressed">Its data section.</param>
    public IReadOnlyList<Defect> Install(InstalledPackage package, Stream compressed, Limits limits)
    {
        var defects = new DefectCollector(limits);
        using var reader = new ApkDataReader(compressed, package.Location, limits);
        while (reader.Next())
        {
            var entry = reader.Current;
            bytes += entry.Size;
            if (bytes > maxBytes)
            {
                defects.Add(PipelineCodes.TooLarge, new Locator(package.Location), $"the image has more than {maxBytes} bytes of files");
                break;
            }

            try
            {
                Take(package, entry, reader, defects);
            }
            catch (ArgumentException problem)
            {
                defects.Add(PipelineCodes.BadPath, new Locator(package.Location), problem.Message);
            }
        }

        defects.AddRange(reader.Defects);
        return defects.ToImmutable();
    }

    private void Take(InstalledPackage package, ApkEntry entry, ApkDataReader reader, DefectCollector defects)
    {
        switch (entry.Type)
        {
            case TarEntryType.Directory:
                var folder = tree.MakeDirectory(entry.Path, entry.Mode);
                if (!entry.Attributes.IsEmpty) folder.Attributes = entry.Attributes;
                package.Entries.Add(entry);
                break;
            case TarEntryType.Regular:
                TakeFile(package, entry, ReadBody(reader, entry.Size), defects);
                break;
            case TarEntryType.SymbolicLink:
                TakeLink(package, entry, defects);
                break;
            case TarEntryType.HardLink when tree.Find(entry.LinkName) is { Type: TarEntryType.Regular } target:
                tree.Put(entry.Path, target);
                Own(package, entry, target);
                break;
            default:
                defects.Add(PipelineCodes.BadPath, new Locator(package.Location), $"'{entry.Path}' is a {entry.Type} that packages don't install");
                break;
        }
    }

    private void TakeLink(InstalledPackage package, ApkEntry entry, DefectCollector defects)
    {
        var there = tree.Find(entry.Path);
        if (there is { Type: TarEntryType.SymbolicLink } && there.LinkName == entry.LinkName) return;
        if (there is not null)
        {
            defects.Add(PipelineCodes.FileConflict, new Locator(package.Location), $"'{entry.Path}' is there already and is no link to {entry.LinkName}");
            return;
        }

        var node = new ImageNode(TarEntryType.SymbolicLink) { Mode = 0x1FF, LinkName = entry.LinkName, ModifiedUnixSeconds = entry.ModifiedUnixSeconds };
        tree.Put(entry.Path, node);
        Own(package, entry, node);
    }

    private static void Own(InstalledPackage package, ApkEntry entry, ImageNode node)
    {
        package.Entries.Add(entry);
        package.Nodes[entry.Path] = (node, node.Content);
    }

    private void TakeFile(InstalledPackage package, ApkEntry entry, byte[] body, DefectCollector defects)
    {
        var checksum = ApkChecksum.Of(LegacySha1.Compute(body));
        if (entry.Checksum is { Algorithm: "sha1" } stated && stated != checksum)
        {
            defects.Add(ApkSignatureCodes.FileChecksum, new Locator(package.Location), $"'{entry.Path}' is {checksum}, its record says {stated}");
            return;
        }

        if (owners.TryGetValue(entry.Path, out var owner))
        {
            // Equal files stay with the first; a file may be taken from a package that is replaced, or of the same source package.
            if (owner.Checksum == checksum || owner.Package.Replaces(package)) return;
            if (!package.HasOriginOf(owner.Package) && !package.Replaces(owner.Package))
            {
                defects.Add(PipelineCodes.FileConflict, new Locator(package.Location), $"'{entry.Path}' is also in {owner.Package.Name}, with other content");
                return;
            }

            owner.Package.Entries.RemoveAll(other => other.Path == entry.Path);
        }

        var node = tree.Write(entry.Path, body, entry.Mode, entry.ModifiedUnixSeconds);
        node.Attributes = entry.Attributes;
        owners[entry.Path] = (package, checksum);
        Own(package, entry with { Checksum = checksum }, node);
    }

    private static byte[] ReadBody(ApkDataReader reader, long size)
    {
        using var body = new MemoryStream();
        for (var piece = reader.ReadBody(); !piece.IsEmpty; piece = reader.ReadBody()) body.Write(piece);
        return body.Length == size ? body.ToArray() : throw new ArgumentException("a file's body ends early");
    }
}
