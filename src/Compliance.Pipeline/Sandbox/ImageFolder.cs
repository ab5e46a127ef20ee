using Compliance.Formats.Archives.Tar;
using Compliance.Pipeline.Compose.Files;

namespace Compliance.Pipeline.Sandbox;

/// <summary>Writes the tree of an image into an empty folder, to be started there: files, folders and links; no devices, owners or bits that change the user.</summary>
public static class ImageFolder
{
    private const int Bits = 0x1FF;

    /// <exception cref="IOException">The folder can't be written.</exception>
    public static void Write(ImageTree tree, string folder)
    {
        ArgumentNullException.ThrowIfNull(tree);
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("file modes are needed");
        Directory.CreateDirectory(folder);
        var folders = new List<(string Path, int Mode)>();
        // Paths are made of names of real folders only: nothing is ever written through a link.
        foreach (var (path, node) in tree.Walk())
        {
            var target = Path.Combine(folder, path);
            switch (node.Type)
            {
                case TarEntryType.Directory:
                    Directory.CreateDirectory(target);
                    folders.Add((target, node.Mode & Bits));
                    break;
                case TarEntryType.SymbolicLink:
                    File.CreateSymbolicLink(target, node.LinkName);
                    break;
                case TarEntryType.Regular:
                    using (var stream = new FileStream(target, FileMode.CreateNew)) stream.Write(node.Content.Span);
                    File.SetUnixFileMode(target, (UnixFileMode)(node.Mode & Bits));
                    break;
                default:
                    break;
            }
        }

        // The owner keeps what it needs to take the folder away again.
        foreach (var (path, mode) in folders) File.SetUnixFileMode(path, (UnixFileMode)(mode | 0x1C0));
    }
}
