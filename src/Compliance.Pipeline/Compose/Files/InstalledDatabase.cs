using System.Globalization;
using System.Text;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages.Apk.Archives;

namespace Compliance.Pipeline.Compose.Files;

/// <summary>The text of <c>usr/lib/apk/db/installed</c>, with <c>scripts.tar</c> and <c>triggers</c> beside it, as apko writes them.</summary>
internal static class InstalledDatabase
{
    public static string Text(IEnumerable<InstalledPackage> packages)
    {
        var text = new StringBuilder();
        foreach (var package in packages)
        {
            Header(text, package);
            Files(text, package);
            text.Append('\n');
        }

        return text.ToString();
    }

    public static byte[] Scripts(IEnumerable<InstalledPackage> packages, long epoch)
    {
        using var target = new MemoryStream();
        var tar = new TarWriter(target);
        foreach (var package in packages)
        {
            foreach (var script in package.Archive.ControlFiles.Where(file => file.Name != ".PKGINFO" && (file.Mode & 0x16D) == 0x16D))
            {
                var name = $"{package.Name}-{package.Version}.{package.Verification.Identity.ToDatabaseText()}{script.Name}";
                tar.Add(new TarItem(name, TarEntryType.Regular) { Mode = script.Mode, ModifiedUnixSeconds = epoch, UserName = "root", GroupName = "root" }, script.Content.Span);
            }
        }

        tar.Finish();
        return target.ToArray();
    }

    public static string Triggers(IEnumerable<InstalledPackage> packages) =>
        string.Concat(packages.Where(package => !package.Triggers.IsEmpty).Select(package => $"{package.Verification.Identity.ToDatabaseText()} {string.Join(' ', package.Triggers)}\n"));

    private static void Header(StringBuilder text, InstalledPackage installed)
    {
        var package = installed.Archive.Metadata.Package;
        Line('P', package.Name);
        Line('V', package.Version);
        Line('A', package.Architecture);
        Line('L', package.Licence);
        Line('T', package.Description);
        Line('o', package.Origin);
        Line('m', package.Maintainer);
        Line('U', package.Url);
        Line('D', string.Join(' ', package.Depends));
        Line('p', string.Join(' ', package.Provides));
        if (!package.Replaces.IsEmpty) Line('r', string.Join(' ', package.Replaces));
        Line('c', package.Commit);
        Line('i', $"[{string.Join(' ', package.InstallIf)}]");
        Line('t', Number(package.BuiltAt));
        Line('S', Number(package.PackageBytes));
        Line('I', Number(package.InstalledBytes));
        Line('k', Number(package.ProviderPriority));
        Line('C', installed.Verification.Identity.ToDatabaseText());

        void Line(char letter, string value) => text.Append(letter).Append(':').Append(value.ReplaceLineEndings(" ")).Append('\n');
        static string Number(long? number) => (number ?? 0).ToString(CultureInfo.InvariantCulture);
    }

    private static void Files(StringBuilder text, InstalledPackage installed)
    {
        var folders = installed.Entries.Where(entry => entry.Type == TarEntryType.Directory).Select(entry => entry.Path).Append("").ToHashSet(StringComparer.Ordinal);
        var isFirst = true;
        foreach (var entry in installed.Entries.Where(entry => HasFolders(entry.Path, folders)).Order(ByPlace.Instance))
        {
            var isFolder = entry.Type == TarEntryType.Directory;
            if (!isFolder && isFirst) text.Append("F:\n");
            isFirst = false;
            text.Append(isFolder ? 'F' : 'R').Append(':').Append(isFolder ? entry.Path : entry.Path[(entry.Path.LastIndexOf('/') + 1)..]).Append('\n');
            if (entry.Mode != (isFolder ? 0x1ED : 0x1A4) || entry.Uid != 0 || entry.Gid != 0)
                text.Append(CultureInfo.InvariantCulture, $"{(isFolder ? 'M' : 'a')}:{entry.Uid}:{entry.Gid}:{Convert.ToString(entry.Mode, 8).PadLeft(4, '0')}\n");
            if (!isFolder && entry.Checksum is { } checksum) text.Append("Z:").Append(checksum.ToDatabaseText()).Append('\n');
        }
    }

    private static bool HasFolders(string path, HashSet<string> folders)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            if (!folders.Contains(path[..slash])) return false;
        }

        return true;
    }

    /// <summary>Within a folder, files before folders, each by name.</summary>
    private sealed class ByPlace : IComparer<ApkEntry>
    {
        public static ByPlace Instance { get; } = new();

        public int Compare(ApkEntry? left, ApkEntry? right)
        {
            var (a, b) = (left!.Path.Split('/'), right!.Path.Split('/'));
            var at = 0;
            while (at < a.Length - 1 && at < b.Length - 1 && a[at] == b[at]) at++;
            var (aIsFolder, bIsFolder) = (at < a.Length - 1 || left.Type == TarEntryType.Directory, at < b.Length - 1 || right.Type == TarEntryType.Directory);
            if (aIsFolder != bIsFolder) return aIsFolder ? 1 : -1;
            var byName = string.CompareOrdinal(a[at], b[at]);
            return byName != 0 ? byName : a.Length.CompareTo(b.Length);
        }
    }
}
