using System.Text;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;
using Compliance.Oci.Layers;
using Compliance.Oci.Snapshots;

namespace Compliance.Pipeline.Sandbox;

/// <summary>
/// Lays out what an image's layers come to in an empty folder, to be started there: files, folders and links; no devices, owners or bits that change the user. The places
/// are those of the merged file system, so that nothing is ever written through a link of the image.
/// </summary>
internal sealed class SnapshotFolder : ICaptureRule
{
    private const int Bits = 0x1FF;
    private const int OwnerAll = 0x1C0;
    private const int MaxNameBytes = 255;
    private const int MaxPathBytes = 3_500;

    private static readonly string[] Mounts = ["dev", "proc", "tmp"];

    private readonly string store;
    private readonly ILookup<Digest, FileEntry> wanted;
    private long room;
    private int written;

    private SnapshotFolder(RootFileSystem root, string store, long maxBytes) => (this.store, room, wanted) = (store, maxBytes, root.Files.Where(file => file.Sha256 is not null).ToLookup(file => file.Sha256!));

    /// <summary>The defect that stands against it; null when everything lies there.</summary>
    /// <param name="folder">Does not exist yet; a folder beside it is used and taken away.</param>
    /// <param name="maxBytes">Of all regular files together.</param>
    /// <exception cref="IOException">The machine failed.</exception>
    public static Defect? Write(ImageSnapshot snapshot, PlatformImage image, RootFileSystem root, string folder, long maxBytes, DiagnosticCode code, Limits limits, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("file modes are needed");
        if (Unfit(root) is { } unfit) return new Defect(code, new Locator(unfit.Path), unfit.Why);
        var bytes = root.Files.Sum(file => file.Size);
        if (bytes > maxBytes) return new Defect(code, new Locator(image.Digest.ToString()), $"its files have {bytes} bytes, more than {maxBytes}");
        var files = folder + ".store";
        Directory.CreateDirectory(files);
        Directory.CreateDirectory(folder);
        var rule = new SnapshotFolder(root, files, 2 * maxBytes);
        using (LayerPass.Run(snapshot, image, [rule], limits, null, cancellation))
        {
        }

        var entries = root.All.ToList();
        foreach (var entry in entries.Where(entry => entry.Kind == FileKind.Directory)) Directory.CreateDirectory(Path.Combine(folder, entry.Path));
        foreach (var entry in entries.Where(entry => entry.Kind == FileKind.Regular))
        {
            cancellation.ThrowIfCancellationRequested();
            var bytesOf = Path.Combine(files, entry.Sha256?.Hex ?? "none");
            if (!File.Exists(bytesOf)) return new Defect(code, new Locator(entry.Path), "the bytes of this file can't be read from the layers");
            var target = Path.Combine(folder, entry.Path);
            File.Copy(bytesOf, target);
            File.SetUnixFileMode(target, (UnixFileMode)(entry.Mode & Bits));
        }

        foreach (var entry in entries.Where(entry => entry.Kind == FileKind.SymbolicLink)) File.CreateSymbolicLink(Path.Combine(folder, entry.Path), entry.LinkTarget);
        foreach (var entry in entries.Where(entry => entry.Kind == FileKind.Directory)) File.SetUnixFileMode(Path.Combine(folder, entry.Path), (UnixFileMode)((entry.Mode & Bits) | OwnerAll));
        foreach (var name in Mounts) Directory.CreateDirectory(Path.Combine(folder, name));
        Directory.Delete(files, recursive: true);
        return null;
    }

    /// <summary>What the machine's file system can't hold, or the sandbox can't mount on; found before anything is written.</summary>
    private static (string Path, string Why)? Unfit(RootFileSystem root)
    {
        foreach (var name in Mounts)
        {
            if (root.Find(name) is { Kind: not FileKind.Directory }) return (name, "a sandbox mounts there, and it is no folder in the image");
        }

        foreach (var entry in root.All)
        {
            if (Encoding.UTF8.GetByteCount(entry.Path) > MaxPathBytes || Encoding.UTF8.GetByteCount(entry.LinkTarget) > MaxPathBytes || entry.Path.Split('/').Any(name => Encoding.UTF8.GetByteCount(name) > MaxNameBytes))
                return (entry.Path, "the name is longer than a file system holds");
        }

        return null;
    }

    public CaptureRequest ByPath(ReadOnlySpan<char> path, long size) => CaptureRequest.Observe;

    public IFileObserver Observe(ReadOnlySpan<char> path, long size) => new Copy(this, Path.Combine(store, $"{written++:x8}.part"));

    /// <summary>One file on its way: it gets its digest's name when it is whole, proved and wanted. Held open only while bytes come, since a layer proves all of its files at its end.</summary>
    private sealed class Copy(SnapshotFolder owner, string part) : IFileObserver
    {
        public void Append(ReadOnlySpan<byte> bytes)
        {
            owner.room -= bytes.Length;
            if (owner.room < 0) return;
            using var stream = new FileStream(part, FileMode.Append, FileAccess.Write, FileShare.None, 1);
            stream.Write(bytes);
        }

        public void Complete(FileEntry file)
        {
            if (owner.room >= 0 && file.Size == 0) File.Create(part).Dispose();
            if (owner.room >= 0 && file.Sha256 is { } sha256 && owner.wanted.Contains(sha256)) File.Move(part, Path.Combine(owner.store, sha256.Hex), overwrite: true);
            else File.Delete(part);
        }

        public void Abandon() => File.Delete(part);
    }
}
