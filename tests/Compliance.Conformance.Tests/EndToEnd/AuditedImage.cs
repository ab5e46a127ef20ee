using System.IO.Compression;
using System.Text.Json;
using Compliance.Formats;
using Compliance.Oci.Models;
using Compliance.Tests.Evidence.Verification;
using Compliance.Tests.World;

namespace Compliance.Conformance.Tests.EndToEnd;

/// <summary>A Debian image, signed and attested by an <see cref="OpensslSigner"/>, audited by the program into a package.</summary>
internal sealed class AuditedImage : IDisposable
{
    private readonly DirectoryInfo work = Directory.CreateTempSubdirectory("compliance-debian-");

    public AuditedImage(string variant)
    {
        Debian = DebianImage.Take(variant);
        LeftOut = Debian.Packages[Debian.Packages.Length / 2];
        var signer = new OpensslSigner("release", Sub("keys"));
        Reference = $"oci:{Sign(signer)}:app";
        foreach (var (path, bytes) in SignedLayout.Trust((signer, "may: [sign-images, attest], predicates: [\"*\"], builders: [\"" + TestStatements.Builder + "\"]")))
            File.WriteAllBytes(Path.Combine(Sub("trust"), path), bytes.ToArray());
        Audit = BuiltProgram.Run("audit", Reference, "--trust", Trust, "--data", Sub("data"), "--out", Package);
        Facts = Read("data/results/facts.json");
        Results = Read("data/results/results.json");
    }

    public DebianImage Debian { get; }

    /// <summary>The package that the CycloneDX document does not name.</summary>
    public DebianPackage LeftOut { get; }

    public string Reference { get; }

    public string Trust => Path.Combine(work.FullName, "trust");

    public string Package => Path.Combine(work.FullName, "debian.asice");

    public string Anchor => Path.Combine(work.FullName, "data", "identity", "anchor.pem");

    public (int Exit, string Output, string Error) Audit { get; }

    public JsonElement Facts { get; }

    public JsonElement Results { get; }

    /// <summary>Values of the facts of a kind.</summary>
    public IReadOnlyList<JsonElement> Values(string kind) =>
        [.. Facts.GetProperty("images")[0].GetProperty("facts").EnumerateArray().Where(fact => fact.GetProperty("kind").GetString() == kind).Select(fact => fact.GetProperty("value"))];

    /// <summary>A new folder of this image's work.</summary>
    public string Sub(string name) => work.CreateSubdirectory(name).FullName;

    public void Dispose() => work.Delete(recursive: true);

    private string Sign(OpensslSigner signer)
    {
        using var index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Debian.Layout, "index.json")));
        var digest = Digest.Parse(index.RootElement.GetProperty("manifests")[0].GetProperty("digest").GetString()!);
        var layout = new LayoutBuilder();
        layout.List(layout.Blob(OciMediaTypes.Manifest, File.ReadAllBytes(Path.Combine(Debian.Layout, "blobs", digest.Algorithm, digest.Hex))), "app");
        layout.Sign(digest, signer, repository: "registry.example/debian");
        layout.Attest(digest, DebianStatements.Spdx(digest, Debian.Packages), signer);
        layout.Attest(digest, DebianStatements.CycloneDx(digest, Debian.Packages.Where(package => package != LeftOut)), signer, LayoutBuilder.By.Subject);
        layout.Attest(digest, DebianStatements.Provenance(digest, Debian.Packages), signer, LayoutBuilder.By.Subject);
        var folder = layout.WriteTo(Sub("layout"));
        var (code, output) = StockTools.Bash(folder, $"for blob in '{Debian.Layout}'/blobs/sha256/*; do at=blobs/sha256/${{blob##*/}}; [ -e $at ] || ln \"$blob\" $at 2>/dev/null || cp \"$blob\" $at; done");
        Assert.True(code == 0, output);
        return folder;
    }

    private JsonElement Read(string entry)
    {
        Assert.True(File.Exists(Package), $"audit left no package, exit {Audit.Exit}: {Audit.Output}{Audit.Error}");
        using var zip = ZipFile.OpenRead(Package);
        using var stream = zip.GetEntry(entry)!.Open();
        using var json = JsonDocument.Parse(stream);
        return json.RootElement.Clone();
    }
}
