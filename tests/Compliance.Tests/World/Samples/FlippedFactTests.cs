using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.Formats;
using Compliance.Formats.Archives.Compression;

namespace Compliance.Tests.World.Samples;

/// <summary>
/// Every policy that the image after meets turns to not met, through the program, when the one thing that it is about is otherwise. A policy that is met and
/// has no change here fails.
/// </summary>
public sealed class FlippedFactTests : IDisposable
{
    private static readonly Digest Other = LayoutBuilder.DigestOf("another image"u8.ToArray());

    /// <summary>Changes that do not touch each other, and the policies that each turns.</summary>
    private static readonly (AfterChange Change, string[] Turns)[] Flips =
    [
        (new AfterChange { Image = Weaken }, ["image-age", "no-credential-files", "no-package-manager", "no-secrets-in-env", "no-setuid", "no-shell", "no-world-writable", "non-root-user", "os-supported"]),
        (new AfterChange { Image = image => image.WithConfig(config => config["rootfs"]!["diff_ids"]![0] = Other.ToString()) }, ["layers-match-configuration"]),
        (new AfterChange { Image = image => Cover(image, "etc/ssl/openssl.cnf", "# nothing is configured\n") }, ["crypto-approved-mode"]),
        (new AfterChange { Image = image => Cover(image, "etc/ssl/fipsmodule.cnf", StubModule.FipsModuleConfiguration(StubModule.Provider(version: "3.1.1"))) }, ["crypto-module-integrity"]),
        (new AfterChange { Image = image => image.Layer(layer => layer.File("usr/lib/ossl-modules/fips.so", StubModule.Provider(name: "", version: ""), 0x1ED), CompressionKind.Zstd) }, ["crypto-module-inventory"]),
        (new AfterChange { IsUnsigned = true }, ["signature-algorithm-approved", "signature-verified", "signer-identity-trusted"]),
        (new AfterChange { Named = Other }, ["signatures-consistent", "sbom-describes-image"]),
        (new AfterChange { HasNoSbom = true, HasNoProvenance = true }, ["sbom-present", "provenance-present"]),
        (new AfterChange { IsSbomUnsigned = true, Sbom = Thin, ProvenanceSigner = TestSigner.Named("stranger") }, ["licences-known", "provenance-certificate-agrees", "provenance-verified", "sbom-complete", "sbom-matches-filesystem", "sbom-signed"]),
        (new AfterChange { Provenance = Loosen }, ["base-image-pinned", "builder-trusted", "dependencies-pinned", "slsa-build-level", "source-pinned"]),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("compliance-flips-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_policy_that_is_met_turns_to_not_met_when_its_fact_is_flipped()
    {
        var met = Verdicts(new AfterChange()).Where(verdict => verdict.Value == "met").Select(verdict => verdict.Key).ToList();
        Assert.NotEmpty(met);
        var wrong = met.Except(Flips.SelectMany(flip => flip.Turns), StringComparer.Ordinal).Select(policy => $"{policy}: met, and no change here turns it").ToList();
        foreach (var (change, turns) in Flips)
        {
            var verdicts = Verdicts(change);
            wrong.AddRange(turns.Where(policy => verdicts.GetValueOrDefault(policy) != "not met").Select(policy => $"{policy}: {verdicts.GetValueOrDefault(policy)}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static void Weaken(ImageBuilder image) => image
        .WithConfig(config => config["created"] = "2020-01-01T00:00:00Z")
        .User("0")
        .Env("PATH=/usr/bin", "AWS_SECRET_ACCESS_KEY=not-a-real-key")
        .Layer(
            layer => layer.File("bin/sh", StubModule.Program(), 0x1ED).File("usr/bin/su", StubModule.Program(), 0x9ED).File("sbin/apk", StubModule.Program(), 0x1ED)
                .File("var/open", "x", 0x1B6).File("root/.ssh/id_rsa", "-----BEGIN OPENSSH PRIVATE KEY-----\nx\n-----END OPENSSH PRIVATE KEY-----\n", 0x180)
                .File("usr/lib/os-release", "NAME=Ubuntu\nID=ubuntu\nVERSION_ID=\"20.04\"\n"),
            CompressionKind.Zstd);

    private static void Cover(ImageBuilder image, string path, string text) => image.Layer(layer => layer.File(path, text), CompressionKind.Zstd);

    /// <summary>An SBOM without licences, suppliers and the last package.</summary>
    private static void Thin(JsonObject sbom)
    {
        var packages = (JsonArray)sbom["packages"]!;
        packages.RemoveAt(packages.Count - 1);
        foreach (var package in packages.OfType<JsonObject>())
        {
            foreach (var name in (string[])["supplier", "originator", "licenseConcluded", "licenseDeclared"]) package.Remove(name);
        }

        ((JsonArray)sbom["relationships"]!).RemoveAt(packages.Count);
    }

    /// <summary>Provenance of a stranger's builder that pins its source by a digest that is no commit's, and nothing else.</summary>
    private static void Loosen(JsonObject provenance)
    {
        provenance["runDetails"]!["builder"]!["id"] = "https://stranger.example/ci";
        var (source, dependencies) = (provenance["buildDefinition"]!["externalParameters"]!["source"]!, (JsonArray)provenance["buildDefinition"]!["resolvedDependencies"]!);
        foreach (var dependency in dependencies.OfType<JsonObject>()) dependency.Remove("digest");
        source["digest"] = new JsonObject { ["sha512"] = new string('a', 128) };
        dependencies[0]!["digest"] = source["digest"]!.DeepClone();
    }

    private Dictionary<string, string> Verdicts(AfterChange change)
    {
        var image = Directory.CreateTempSubdirectory("compliance-flip-").FullName;
        try
        {
            AfterImage.Build(change: change).WriteTo(image);
            var start = new ProcessStartInfo("dotnet", [
                Path.Combine(AppContext.BaseDirectory, "compliance.dll"), "audit", $"oci:{image}", "--trust", Path.Combine(SampleFolder.Root, "trust"),
                "--data", folder, "--out", Path.Combine(folder, "x.asice"), "--json"])
            { RedirectStandardOutput = true, UseShellExecute = false };
            using var program = Process.Start(start)!;
            using var json = JsonDocument.Parse(program.StandardOutput.ReadToEnd());
            program.WaitForExit();
            return json.RootElement.GetProperty("verdicts").EnumerateArray().ToDictionary(verdict => verdict.GetProperty("policy").GetString()!, verdict => verdict.GetProperty("verdict").GetString()!, StringComparer.Ordinal);
        }
        finally
        {
            Directory.Delete(image, recursive: true);
        }
    }
}
