using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;

namespace Compliance.Oci.Transport;

/// <summary>One fetched file on disk: whole, or as much as came, each with the server's word by which it is asked for again.</summary>
internal sealed class CachedFile(string folder, Uri source)
{
    private const int MaxMarkBytes = 4096;

    private readonly string stem = System.IO.Path.Combine(folder, ContentHasher.Sha256(Encoding.UTF8.GetBytes(source.AbsoluteUri)).Hex);

    public string Path => stem;

    public string Part => $"{stem}.part";

    /// <summary>The entity tag of what came so far; null when it can't be taken up.</summary>
    public string? PartTag => File.Exists(Part) && new FileInfo(Part).Length > 0 ? Read($"{Part}.tag") : null;

    /// <summary>The entity tag of the whole file; null when there is none, or its bytes are not those that came.</summary>
    public string? Tag
    {
        get
        {
            if (!File.Exists(stem) || Read($"{stem}.tag")?.Split('\n') is not [var digest, var tag]) return null;
            return HashOf(stem).Hex == digest ? tag : null;
        }
    }

    /// <summary>Begins anew.</summary>
    /// <param name="tag">Null when what comes can't be taken up later.</param>
    public FileStream Begin(string? tag)
    {
        File.Delete($"{Part}.tag");
        var stream = new FileStream(Part, FileMode.Create, FileAccess.Write, FileShare.None);
        if (tag is not null) File.WriteAllText($"{Part}.tag", tag);
        return stream;
    }

    public FileStream Continue() => new(Part, FileMode.Append, FileAccess.Write, FileShare.None);

    public void Forget()
    {
        File.Delete($"{Part}.tag");
        File.Delete(Part);
    }

    /// <summary>The part is whole.</summary>
    /// <param name="tag">Null when the server does not say how to ask for it again.</param>
    public void Finish(string? tag)
    {
        File.Delete($"{stem}.tag");
        File.Delete($"{Part}.tag");
        File.Move(Part, stem, overwrite: true);
        // Last: without it the file is fetched again.
        if (tag is not null) File.WriteAllText($"{stem}.tag", $"{HashOf(stem).Hex}\n{tag}");
    }

    private static Digest HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        using var hash = new ContentHasher();
        var buffer = new byte[1 << 16];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer)) hash.Append(buffer.AsSpan(0, read));
        return hash.Finish();
    }

    private static string? Read(string path) => File.Exists(path) && new FileInfo(path).Length <= MaxMarkBytes ? File.ReadAllText(path) : null;
}
