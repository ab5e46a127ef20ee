using System.Globalization;
using System.Text;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Formats.Reading;

namespace Compliance.Pipeline.Compose.Files;

/// <summary>What a configuration asks of the file system beside its packages: accounts and paths.</summary>
internal sealed class ConfiguredFiles(ImageTree tree, string document, long epoch, DefectCollector defects)
{
    /// <summary>Users and groups behind those of packages, homes of users, and the number of who runs the image.</summary>
    public string AddAccounts(ApkoAccounts accounts)
    {
        var groups = Lines("etc/group");
        foreach (var group in accounts.Groups.Where(group => IsAccountName(group.Name, "group")))
            groups.Add(string.Create(CultureInfo.InvariantCulture, $"{group.Name}:x:{group.Gid}:{string.Join(',', group.Members)}"));
        if (!accounts.Groups.IsEmpty) Write("etc/group", groups, 0x1A4);
        var users = Lines("etc/passwd");
        var shadow = Lines("etc/shadow");
        foreach (var user in accounts.Users.Where(user => IsAccountName(user.Name, "user"))) Add(user, users, shadow);
        foreach (var line in users) MakeHome(line.Split(':'));
        Write("etc/passwd", users, 0x1A4);
        if (!accounts.Users.IsEmpty) Write("etc/shadow", shadow, 0x1A0);
        if (accounts.RunAs.Length == 0 || accounts.RunAs.All(char.IsAsciiDigit)) return accounts.RunAs;
        var known = users.Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 2 && fields[0] == accounts.RunAs);
        if (known is null && !accounts.RunAs.Contains(':', StringComparison.Ordinal)) Add(PipelineCodes.BadAccount, $"accounts.run-as: no user '{accounts.RunAs}' in the image");
        return known is null ? accounts.RunAs : known[2];
    }

    public void Change(IEnumerable<ApkoPath> paths)
    {
        foreach (var path in paths)
        {
            try
            {
                Change(path);
            }
            catch (ArgumentException problem)
            {
                Add(PipelineCodes.BadPath, problem.Message);
            }
        }
    }

    private void Change(ApkoPath path)
    {
        var place = DatabasePath.Normalize(path.Path);
        if (place is null or "" && path.Type != "permissions")
        {
            Add(PipelineCodes.BadPath, $"paths: '{path.Path}' is not a plain path");
            return;
        }

        var node = path.Type switch
        {
            "directory" => tree.MakeDirectory(place!, path.Permissions),
            "empty-file" => tree.Write(place!, default, path.Permissions, epoch),
            "hardlink" => tree.Follow(path.Source) is { Type: TarEntryType.Regular } target ? Put(place!, target) : null,
            "symlink" => Put(place!, new ImageNode(TarEntryType.SymbolicLink) { LinkName = path.Source, Mode = 0x1FF, ModifiedUnixSeconds = epoch }),
            _ => tree.Follow(place ?? ""),
        };
        if (node is null) Add(PipelineCodes.BadPath, $"paths: '{(path.Type == "hardlink" ? path.Source : path.Path)}' is not there");
        // A symbolic link has no permissions of its own.
        else if (path.Type != "symlink") SetOwner(node, path, path.Recursive && path.Type is "directory" or "permissions");
    }

    private ImageNode Put(string place, ImageNode node)
    {
        tree.Put(place, node);
        return node;
    }

    private static void SetOwner(ImageNode node, ApkoPath path, bool isRecursive)
    {
        var pending = new Stack<ImageNode>([node]);
        while (pending.TryPop(out var next))
        {
            if (next.Type == TarEntryType.SymbolicLink) continue;
            next.Mode = path.Permissions;
            if (path.Uid is not null || path.Gid is not null) (next.Uid, next.Gid) = (path.Uid ?? 0, path.Gid ?? 0);
            if (!isRecursive || !path.Recursive || next.Children is null) continue;
            foreach (var child in next.Children.Values) pending.Push(child);
        }
    }

    private void Add(ApkoUser user, List<string> users, List<string> shadow)
    {
        if (user.Uid == 0)
        {
            Add(PipelineCodes.BadAccount, $"accounts.users: '{user.Name}' has uid 0, which is root's");
            return;
        }

        var home = user.HomeDirectory.Length > 0 ? user.HomeDirectory : $"/home/{user.Name}";
        var shell = user.Shell.Length > 0 ? user.Shell : "/bin/sh";
        if ((home + shell).AsSpan().ContainsAny(":\n\r\0"))
        {
            Add(PipelineCodes.BadAccount, $"accounts.users: home or shell of '{user.Name}' holds a colon or a line break");
            return;
        }

        users.Add(string.Create(CultureInfo.InvariantCulture, $"{user.Name}:x:{user.Uid}:{user.Gid ?? user.Uid}:Account created by apko:{home}:{shell}"));
        shadow.Add($"{user.Name}:!::0:::::");
    }

    /// <summary>A home for every user that has none yet, also for those that packages bring. What stands there keeps its mode and owner.</summary>
    private void MakeHome(string[] fields)
    {
        const NumberStyles Digits = NumberStyles.None;
        if (fields.Length < 7 || DatabasePath.Normalize(fields[5]) is not { Length: > 0 } home || home == "dev/null") return;
        if (!uint.TryParse(fields[2], Digits, CultureInfo.InvariantCulture, out var uid) || !uint.TryParse(fields[3], Digits, CultureInfo.InvariantCulture, out var gid)) return;
        if (tree.Follow(home) is { } there)
        {
            if (there.Children is null) Add(PipelineCodes.BadAccount, $"accounts: the home '{fields[5]}' of '{fields[0]}' is no directory");
            return;
        }

        var folder = tree.MakeDirectory(home, 0x1C0);
        (folder.Uid, folder.Gid) = (uid, gid);
    }

    private bool IsAccountName(string name, string kind)
    {
        var isOne = name.Length is > 0 and <= 64 && name.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-+$") < 0;
        if (!isOne) Add(PipelineCodes.BadAccount, $"accounts: '{name}' is not a name for a {kind}");
        return isOne;
    }

    private List<string> Lines(string path) => tree.Follow(path) is { Type: TarEntryType.Regular } node
        ? [.. Encoding.UTF8.GetString(node.Content.Span).Split('\n').Where(line => line.Length > 0)]
        : [];

    private void Write(string path, List<string> lines, int mode)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        if (tree.Follow(path) is { Type: TarEntryType.Regular } there) there.Content = text;
        else tree.Write(path, text, mode, epoch);
    }

    private void Add(DiagnosticCode code, string message) => defects.Add(code, new Locator(document), message);
}
