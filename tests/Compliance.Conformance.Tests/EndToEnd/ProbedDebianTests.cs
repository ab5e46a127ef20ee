using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.Conformance.Tests.Stories;
using Compliance.Formats;
using Compliance.Oci.Models;
using Compliance.Tests;
using Compliance.Tests.World;

namespace Compliance.Conformance.Tests.EndToEnd;

/// <summary>
/// Debian's own openssl is asked in its own root: as Debian ships it, and over a layer that switches a real FIPS provider on (of the vectors; it is built from OpenSSL's sources and is no
/// validated module).
/// </summary>
public sealed class ProbedDebianTests : IDisposable
{
    private const string Modules = "usr/lib/x86_64-linux-gnu/ossl-modules/fips.so";

    private readonly DirectoryInfo work = Directory.CreateTempSubdirectory("compliance-probed-");

    public void Dispose() => work.Delete(recursive: true);

    [Fact]
    public void Debian_as_it_ships_answers_md5_and_that_is_what_its_bytes_say()
    {
        var debian = Take();
        var (audit, probes) = Audit($"oci:{debian.Layout}:app");
        Assert.Contains("probes    3 confirm the bytes, 0 contradict them, 1 say neither, 0 without an answer", audit, StringComparison.Ordinal);
        Assert.Equal("MD5 is answered", probes["openssl-md5"].GetProperty("seen").GetString());
        Assert.False(probes["openssl-providers"].GetProperty("approved").GetBoolean());
    }

    [Fact]
    public void Real_provider_that_the_configuration_switches_on_is_confirmed_and_asked_again_by_the_verifier()
    {
        var reference = WithProvider(Take(), "default_properties = fips=yes");
        var (audit, probes) = Audit(reference);
        Assert.Contains("probes    4 confirm the bytes, 0 contradict them", audit, StringComparison.Ordinal);
        Assert.Equal("MD5 beside a loaded default provider is refused", probes["openssl-default-properties"].GetProperty("seen").GetString());
        Assert.Contains("OpenSSL FIPS Provider", probes["openssl-providers"].GetProperty("seen").GetString(), StringComparison.Ordinal);
        Assert.Contains(Modules, probes["openssl-md5"].GetProperty("modules").EnumerateArray().Select(path => path.GetString()));

        var anchor = Path.Combine(work.FullName, "data", "identity", "anchor.pem");
        foreach (var more in (string[][])[[], ["--image", reference], ["--image", reference, "--probe"]])
        {
            var verified = BuiltProgram.Run(["verify", Package, "--trust-anchor", anchor, .. more]);
            Assert.True(verified.Exit == 0, verified.Output + verified.Error);
        }
    }

    [Fact]
    public void Answers_of_another_image_are_not_those_of_the_package()
    {
        var debian = Take();
        Audit(WithProvider(debian, "default_properties = fips=yes"));
        var anchor = Path.Combine(work.FullName, "data", "identity", "anchor.pem");
        var verified = BuiltProgram.Run("verify", Package, "--trust-anchor", anchor, "--image", $"oci:{debian.Layout}:app", "--probe");
        Assert.Equal(1, verified.Exit);
    }

    /// <summary>Inside of walls that let nobody make further ones, as in many containers.</summary>
    [Fact]
    public void Machine_that_cannot_make_sandboxes_refuses_probes_and_writes_no_package()
    {
        if (!File.Exists("/usr/bin/bwrap")) Assert.Skip("bubblewrap is missing");
        string[] audit = ["audit", $"oci:{Path.Combine(Repository.Root, "evidence-samples", "before", "image")}", "--data", Path.Combine(work.FullName, "data"), "--out", Package];
        var (exit, output) = Walled([.. audit, "--probe"]);
        Assert.Contains("PROBE-0005", output, StringComparison.Ordinal);
        Assert.NotEqual(0, exit);
        Assert.False(File.Exists(Package));

        (_, output) = Walled(audit);
        Assert.True(File.Exists(Package), output);
    }

    private static (int Exit, string Output) Walled(string[] arguments)
    {
        string[] line = ["--unshare-user", "--disable-userns", "--dev-bind", "/", "/", "--", "dotnet", Repository.Program, .. arguments];
        using var program = Process.Start(new ProcessStartInfo("/usr/bin/bwrap", line) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var error = program.StandardError.ReadToEndAsync();
        var output = program.StandardOutput.ReadToEnd();
        program.WaitForExit();
        return (program.ExitCode, output + error.GetAwaiter().GetResult());
    }

    private string Package => Path.Combine(work.FullName, "probed.asice");

    private static DebianImage Take()
    {
        if (!File.Exists("/usr/bin/bwrap")) Assert.Skip("bubblewrap is missing");
        return DebianImage.Take("small");
    }

    private (string Output, Dictionary<string, JsonElement> Probes) Audit(string reference)
    {
        var audit = BuiltProgram.Run("audit", reference, "--data", Path.Combine(work.FullName, "data"), "--probe", "--out", Package);
        Assert.True(File.Exists(Package), audit.Output + audit.Error);
        using var zip = ZipFile.OpenRead(Package);
        using var stream = zip.GetEntry("data/results/facts.json")!.Open();
        using var json = JsonDocument.Parse(stream);
        var probes = json.RootElement.GetProperty("images")[0].GetProperty("facts").EnumerateArray().Where(fact => fact.GetProperty("kind").GetString() == "probe").Select(fact => fact.GetProperty("value").Clone());
        return (audit.Output, probes.ToDictionary(probe => probe.GetProperty("name").GetString()!, StringComparer.Ordinal));
    }

    /// <summary>Debian's layers and one more: provider, its configuration, and OPENSSL_CONF.</summary>
    private string WithProvider(DebianImage debian, string properties)
    {
        if (Vectors.Root is not { } vectors) throw new InvalidOperationException("no vectors");
        var fixture = Path.Combine(vectors, "apk", "fips-fixture");
        var index = JsonNode.Parse(File.ReadAllBytes(Path.Combine(debian.Layout, "index.json")))!;
        var manifest = JsonNode.Parse(Blob(index["manifests"]![0]!["digest"]!.GetValue<string>()))!;
        var config = JsonNode.Parse(Blob(manifest["config"]!["digest"]!.GetValue<string>()))!;
        var (blob, mediaType, diffId) = new LayerBuilder()
            .File(Modules, File.ReadAllBytes(Path.Combine(fixture, "fips.so")))
            .File("etc/ssl/fipsmodule.cnf", File.ReadAllBytes(Path.Combine(fixture, "fipsmodule.cnf")))
            .File("etc/ssl/openssl-fips.cnf", File.ReadAllText(Path.Combine(fixture, "openssl-fips.cnf")).Replace("default_properties = fips=yes", properties, StringComparison.Ordinal))
            .Build();
        var layout = new LayoutBuilder();
        var layer = layout.Blob(mediaType, blob);
        manifest["layers"]!.AsArray().Add(Describe(layer));
        config["rootfs"]!["diff_ids"]!.AsArray().Add(diffId.ToString());
        config["config"]!["Env"] = new JsonArray("PATH=/usr/bin:/bin", "OPENSSL_CONF=/etc/ssl/openssl-fips.cnf");
        config.AsObject().Remove("history");
        manifest["config"] = Describe(layout.Blob(new MediaType("application/vnd.oci.image.config.v1+json"), LayoutBuilder.Bytes(config)));
        layout.List(layout.Blob(OciMediaTypes.Manifest, LayoutBuilder.Bytes(manifest)), "app");
        var folder = layout.WriteTo(work.CreateSubdirectory("layout").FullName);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(debian.Layout, "blobs", "sha256")))
        {
            var target = Path.Combine(folder, "blobs", "sha256", Path.GetFileName(file));
            if (!File.Exists(target)) File.Copy(file, target);
        }

        return $"oci:{folder}:app";

        byte[] Blob(string digest) => File.ReadAllBytes(Path.Combine(debian.Layout, "blobs", "sha256", digest["sha256:".Length..]));
    }

    private static JsonObject Describe(Descriptor descriptor) => new() { ["mediaType"] = descriptor.MediaType.Text, ["digest"] = descriptor.Digest.ToString(), ["size"] = descriptor.Size };
}
