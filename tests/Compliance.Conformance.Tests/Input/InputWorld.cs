using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Compliance.Conformance.Tests.Stories;

namespace Compliance.Conformance.Tests.Input;

/// <summary>A scratch folder in which the input of one case is made: <c>image</c>, <c>out</c>, <c>data</c>, <c>tmp</c>, and the case's own files.</summary>
internal sealed class InputWorld : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("compliance-input-").FullName;
    private readonly InputLayout? layout;
    private readonly int seed;
    private string form = "oci";
    private byte[]? single;
    private bool isSaved;

    public InputWorld(InputCase one)
    {
        seed = one.Name.Aggregate(17, (sum, letter) => unchecked(sum * 31 + letter));
        foreach (var name in (string[])["out", "data", "tmp"]) Directory.CreateDirectory(Path.Combine(folder, name));
        switch (one.Sample)
        {
            case "after" or "before": layout = InputLayout.Read(Path.Combine(Repository.Root, "evidence-samples", one.Sample, "image")); break;
            case "package": single = File.ReadAllBytes(Path.Combine(Repository.Root, "evidence-samples", "packages", "good.asice")); break;
            case "none": break;
            default: throw new FormatException($"{one.Name}: no sample is named '{one.Sample}'");
        }

        foreach (var step in one.Steps) Take(step);
        Save();
    }

    public string Out => Path.Combine(folder, "out");

    public string Data => Path.Combine(folder, "data");

    public string Temporary => Path.Combine(folder, "tmp");

    public string Place(string name) => Path.Combine(folder, name);

    /// <summary>An argument with the places in braces filled in.</summary>
    public string Fill(string text) => text
        .Replace("{image}", $"{form}:{Place("image")}", StringComparison.Ordinal)
        .Replace("{package}", Place("x.asice"), StringComparison.Ordinal)
        .Replace("{anchor}", Path.Combine(Repository.Root, "evidence-samples", "packages", "anchor.pem"), StringComparison.Ordinal)
        .Replace("{trust}", Path.Combine(Repository.Root, "evidence-samples", "trust"), StringComparison.Ordinal)
        .Replace("{out}", Out, StringComparison.Ordinal)
        .Replace("{data}", Data, StringComparison.Ordinal)
        .Replace("{folder}", folder, StringComparison.Ordinal);

    public void Dispose()
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(folder)) OpenUp(path);
        Directory.Delete(folder, recursive: true);
    }

    private void Take(ImmutableArray<string> step)
    {
        switch (step)
        {
            case ["as", var kind, .. var compression]: BecomeArchive(kind, compression.Length > 0 ? compression[0] : "none"); break;
            case ["layer", var compression, .. var entries]:
                var (blob, mediaType, diffId) = LayerMaker.Make(compression, entries, seed);
                layout!.AddLayer(blob, mediaType, diffId);
                break;
            case ["remove", var part]: layout!.Remove(part); break;
            case ["copy", var part, var path]: layout!.Add(path, layout.Files[layout.PathOf(part)]); break;
            case ["rewrite", var part, .. var how]: layout!.Rewrite(part, bytes => Changes.Of(how, seed)(bytes)); break;
            case ["damage", "package" or "archive", .. var how]: single = Changes.Of(how, seed)(single!); break;
            case ["damage", var part, .. var how]: layout!.Damage(part, bytes => Changes.Of(how, seed)(bytes)); break;
            case ["write", var name, .. var how]: Write(name, Changes.Of(how, seed)([])); break;
            case ["on disk", var name, .. var how]: OnDisk(name, how); break;
            default: throw new FormatException($"no step is named '{string.Join(' ', step)}'");
        }
    }

    private void BecomeArchive(string kind, string compression)
    {
        form = kind;
        if (kind == "docker-archive") layout!.BecomeDockerArchive();
        else if (kind == "packed") (form, single) = ("oci-archive", Pack(layout!.ToTar(), compression));
        else if (kind == "docker-packed") (form, single) = ("docker-archive", Pack(layout!.ToTar(), compression));
    }

    private static byte[] Pack(byte[] tar, string compression)
    {
        if (compression == "none") return tar;
        var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(tar);
        return output.ToArray();
    }

    private void Write(string name, byte[] bytes)
    {
        var file = Place(name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }

    private void Save()
    {
        if (isSaved) return;
        isSaved = true;
        if (single is not null && layout is null) Write("x.asice", single);
        else if (single is not null) Write("image", single);
        else if (layout is not null && form is "oci-archive" or "docker-archive") Write("image", layout!.ToTar());
        else if (layout is not null) foreach (var (path, bytes) in layout.Files) Write($"image/{path}", bytes);
    }

    private void OnDisk(string name, ImmutableArray<string> how)
    {
        Save();
        var path = Place(layout is null || form != "oci" || name.StartsWith("out", StringComparison.Ordinal) || name == "image" ? name : $"image/{layout.PathOf(name)}");
        switch (how)
        {
            case ["unreadable"]: SetMode(path, UnixFileMode.None); break;
            case ["read-only"]: SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute); break;
            case ["a folder"]: Clear(path); Directory.CreateDirectory(path); break;
            case ["a file"]: Clear(path); File.WriteAllText(path, "x"); break;
            case ["a link to", var target]: Clear(path); File.CreateSymbolicLink(path, target); break;
            case ["a pipe"]: Clear(path); using (var made = System.Diagnostics.Process.Start("mkfifo", [path])) made.WaitForExit(); break;
            default: throw new FormatException($"nothing on disk is made '{string.Join(' ', how)}'");
        }
    }

    private static void Clear(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        else File.Delete(path);
    }

    private static void OpenUp(string path)
    {
        if (new FileInfo(path).LinkTarget is not null || !Directory.Exists(path)) return;
        SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var inside in Directory.EnumerateDirectories(path)) OpenUp(inside);
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
    }
}
