using System.Text.Json;

namespace Compliance.Conformance.Tests.Signatures;

/// <summary>One case folder of <c>vectors/sigstore</c> with its <c>case.json</c>.</summary>
internal sealed class SignatureCase
{
    private SignatureCase(string folder, JsonElement json)
    {
        (Folder, Name) = (folder, Path.GetFileName(folder));
        Expect = json.GetProperty("expect").GetString() ?? "";
        Policy = json.GetProperty("policy");
        Why = json.TryGetProperty("why", out var why) ? why.GetString() ?? "" : "";
    }

    public string Folder { get; }

    public string Name { get; }

    public string Expect { get; }

    public JsonElement Policy { get; }

    /// <summary>What the case is about, in the words of whoever made it.</summary>
    public string Why { get; }

    /// <summary>Every case of a kind in the order of names; none where the vectors have no such kind.</summary>
    public static IReadOnlyList<SignatureCase> Of(string kind)
    {
        if (!Vectors.Has($"sigstore/{kind}")) return [];
        var folders = Directory.GetDirectories(Path.Combine(Vectors.Root!, "sigstore", kind)).Order(StringComparer.Ordinal);
        return [.. folders.Select(folder => new SignatureCase(folder, JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "case.json"))).RootElement))];
    }

    public byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    public bool Has(string file) => File.Exists(Path.Combine(Folder, file));

    public string? Text(string name) => Policy.TryGetProperty(name, out var value) ? value.GetString() : null;

    public bool Flag(string name) => Policy.TryGetProperty(name, out var value) && value.GetBoolean();

    /// <summary>A file that the policy names: in the folder, or in the shared trust material.</summary>
    public byte[] Named(string path) => File.ReadAllBytes(path.StartsWith("../../../shared/", StringComparison.Ordinal)
        ? Path.Combine(Vectors.Root!, "sigstore", "trust-material", path["../../../shared/".Length..])
        : Path.Combine(Folder, path));
}
