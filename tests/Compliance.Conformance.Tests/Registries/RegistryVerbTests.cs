using System.Text.Json;

namespace Compliance.Conformance.Tests.Registries;

/// <summary>Every verb that reads an image from a registry or puts something beside one there, plain and with user and TLS; skopeo sees what was put.</summary>
public sealed class RegistryVerbTests : IDisposable
{
    private readonly RegistryWorld world = new();

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_signed_and_attested_there_verifies_from_there(bool isGuarded)
    {
        using var registry = new DebianRegistry(isGuarded, isGuarded);
        world.Admit(registry);
        var (there, digest) = ($"{registry.Host}/app:1", world.DigestOf(RegistryWorld.Sample("before")));
        world.Run(0, "copy", "--bare", RegistryWorld.Sample("before"), there);
        MakeTrust();

        Assert.StartsWith("nothing was written", world.Run(0, "sign", there, "--key", world.In("key.pem"), "--dry-run").Output.Split('\n')[^2], StringComparison.Ordinal);
        Assert.Equal("1", Tags(registry));
        world.Run(0, "sign", there, "--key", world.In("key.pem"));
        world.Run(0, "sign", there, "--key", world.In("key.pem"), "--legacy");
        world.Run(0, "sbom", "make", there, "--out", world.In("bill.json"));
        world.Run(0, "attest", there, world.In("bill.json"), "--type", "spdx", "--key", world.In("key.pem"));
        world.Run(1, "audit", there, "--trust", world.In("trust"), "--out", world.In("there.asice"));
        world.Run(0, "attest", there, "--from", world.In("there.asice"), "--verifier-id", "https://verifier.example", "--key", world.In("key.pem"));

        // Six: two signatures, the SBOM, and what the audit came to in three statements.
        Assert.Equal(["verified", "verified", "verified", "verified", "verified", "verified"], Outcomes(world.Json(0, "tree", there, "--trust", world.In("trust"))));
        var list = $"sha256-{digest[7..]}";
        Assert.Equal($"1\n{list}\n{list}.sig", Tags(registry));
        var referrers = world.Script($"skopeo inspect {registry.Skopeo()} --raw docker://{registry.Host}/app:{list} | jq -r '.manifests[].artifactType' | sort | uniq -c | tr -s ' '").Trim();
        Assert.Equal("5 application/vnd.dev.sigstore.bundle.v0.3+json", referrers);
        Assert.Equal(digest, world.Script($"skopeo inspect {registry.Skopeo()} docker://{there} | jq -r .Digest").Trim());
        Assert.Equal(digest, world.Script($"skopeo inspect {registry.Skopeo()} --raw docker://{registry.Host}/app:{list} | jq -r '.manifests[].digest' | sed 's|^|docker://{registry.Host}/app@|' | xargs -n 1 skopeo inspect {registry.Skopeo()} --raw | jq -r .subject.digest | sort -u").Trim());
        // In a registry and in a layout the same is attached and comes to the same.
        world.Run(0, "copy", there, $"oci:{world.In("layout")}:1");
        Assert.Equal(6, Outcomes(world.Json(0, "tree", $"oci:{world.In("layout")}:1", "--trust", world.In("trust"))).Count(outcome => outcome == "verified"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bill_and_vulnerabilities_are_those_of_the_layout_that_it_came_from(bool isGuarded)
    {
        using var registry = new DebianRegistry(isGuarded, isGuarded);
        world.Admit(registry);
        var (here, there) = (RegistryWorld.Sample("before"), $"{registry.Host}/image:1");
        world.Run(0, "copy", here, there);
        string[] options = ["--feeds", RegistryWorld.InRepository("evidence-samples", "feeds"), "--as-of", "2026-11-23T12:00:00Z"];
        var vulnerabilities = world.Run(1, ["vulns", there, .. options, "--json"]).Output;
        Assert.Contains("CVE-2026-90003", vulnerabilities, StringComparison.Ordinal);
        Assert.Equal(world.Run(1, ["vulns", here, .. options, "--json"]).Output, vulnerabilities);
        foreach (var (image, name) in (ReadOnlySpan<(string, string)>)[(here, "here.json"), (there, "there.json")]) world.Run(0, "sbom", "make", image, "--at", "2026-11-24T00:00:00Z", "--out", world.In(name));
        Assert.StartsWith("nothing differs", world.Run(0, "sbom", "diff", world.In("here.json"), world.In("there.json")).Output.Split('\n')[^2], StringComparison.Ordinal);
        Assert.Contains("of", world.Run(0, "sbom", "diff", world.In("here.json"), world.In("there.json"), "--image", there).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rebuild_starts_from_a_registry_and_ends_there(bool isGuarded)
    {
        using var registry = new DebianRegistry(isGuarded, isGuarded);
        world.Admit(registry);
        var (before, after) = ($"{registry.Host}/samples/before:1", $"{registry.Host}/samples/after:2");
        world.Run(0, "copy", RegistryWorld.Sample("before"), before);
        var options = MakeRelease();
        string[] recipe = ["--recipe", RegistryWorld.InRepository("evidence-samples", "rebuild", "rebuild.yaml"), "--trust", world.In("trust")];
        Assert.Contains("busybox", world.Run(1, ["rebuild", "plan", before, .. recipe]).Output, StringComparison.Ordinal);
        var run = world.Json(1, ["rebuild", "run", before, .. recipe, .. options, "--out", world.In("out"), "--push", after]);
        Assert.Equal(after, run.GetProperty("pushed").GetString());
        var index = run.GetProperty("index").GetString()!;
        Seen(registry, after, index);
        // What is in the registry is what was audited: the package verifies against it.
        world.Run(0, "keys", "export", "--out", world.In("anchor.pem"));
        Assert.Contains("collected again from the image: the same", world.Run(0, "verify", Path.Combine(world.In("out"), "after.asice"), "--trust-anchor", world.In("anchor.pem"), "--image", after).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Composed_image_is_pushed_with_all_that_is_attached_and_audited_from_there(bool isGuarded)
    {
        using var registry = new DebianRegistry(isGuarded, isGuarded);
        world.Admit(registry);
        var there = $"{registry.Host}/samples/app:3";
        var options = MakeRelease();
        string[] input = [RegistryWorld.InRepository("evidence-samples", "rebuild", "before.apko.yaml"), "--repository", RegistryWorld.InRepository("evidence-samples", "rebuild", "packages"), "--keyring", RegistryWorld.InRepository("evidence-samples", "rebuild", "samples.rsa.pub")];
        var made = world.Json(1, ["rebuild", "compose", .. input, .. options, "--attest", $"{registry.Host}/samples/app", "--trust", world.In("trust"), "--push", there, "--evidence", world.In("app.asice")]);
        Assert.Equal(there, made.GetProperty("pushed").GetString());
        var index = made.GetProperty("index").GetString()!;
        Seen(registry, there, index);
        var shown = world.Json(0, "show", world.In("app.asice"));
        Assert.Contains($"samples/app@{index}", shown.GetRawText(), StringComparison.Ordinal);

        // Its lock comes with it, signed, and gives the same image again.
        var list = $"sha256-{index[7..]}";
        var manifest = world.Script($"skopeo inspect {registry.Skopeo()} --raw docker://{registry.Host}/samples/app:{list} | jq -r '.manifests[].digest' | while read d; do skopeo inspect {registry.Skopeo()} --raw docker://{registry.Host}/samples/app@$d | jq -r 'select(.layers[0].annotations.predicateType == \"https://compliance.example/rebuild/lock/v2\") | .layers[0].digest'; done").Trim();
        File.Copy(Path.Combine(registry.Folder, "store", "docker", "registry", "v2", "blobs", "sha256", manifest[7..9], manifest[7..], "data"), world.In("lock.json"));
        var again = world.Json(0, ["rebuild", "compose", .. input, "--lock", world.In("lock.json"), "--lock-key", world.In("release/certificate.pem"), "--push", $"{registry.Host}/samples/again"]);
        Assert.Equal(index, again.GetProperty("index").GetString());
        Assert.Equal(index, world.DigestOf($"{registry.Host}/samples/again:latest"));
        // Without a place nothing is composed.
        Assert.Contains("--push", world.Run(64, ["rebuild", "compose", .. input]).Error, StringComparison.Ordinal);
        Assert.Contains("--evidence", world.Run(64, ["rebuild", "compose", .. input, "--push", there, "--attest", "x"]).Error, StringComparison.Ordinal);
    }

    /// <summary>The index, its one image, and everything attached to both, seen by skopeo and verified by us.</summary>
    private void Seen(DebianRegistry registry, string image, string index)
    {
        Assert.Equal(index, world.Script($"skopeo inspect {registry.Skopeo()} --raw docker://{image} | sha256sum | sed 's/^/sha256:/; s/ .*//'").Trim());
        var outcomes = Outcomes(world.Json(0, "tree", image, "--trust", world.In("trust")));
        // A signature and four statements for the image and for its index, and the index's lock.
        Assert.Equal(11, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Equal("verified", outcome));
        var repository = image[..image.LastIndexOf(':')];
        Assert.Equal("6", world.Script($"skopeo inspect {registry.Skopeo()} --raw docker://{repository}:sha256-{index[7..]} | jq '.manifests | length'").Trim());
    }

    private string Tags(DebianRegistry registry) => world.Script($"skopeo list-tags {registry.Skopeo()} docker://{registry.Host}/app | jq -r '.Tags[]' | sort").Trim();

    private void MakeTrust()
    {
        Directory.CreateDirectory(world.In("trust"));
        world.Script("openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem\nopenssl pkey -in key.pem -pubout -out trust/key.pem");
        File.WriteAllText(Path.Combine(world.In("trust"), "trust.yaml"), "version: 1\nidentities:\n  - { name: release, key: key.pem, may: [sign-images, attest], predicates: [\"*\"], verifiers: [\"https://verifier.example\"] }\n");
    }

    /// <summary>An identity with its certificate, and a folder that trusts it.</summary>
    private string[] MakeRelease()
    {
        world.Run(0, "keys", "issue", "--name", "release", "--out", world.In("release"));
        Directory.CreateDirectory(world.In("trust"));
        File.Copy(world.In("release/certificate.pem"), world.In("trust/certificate.pem"));
        File.Copy(RegistryWorld.InRepository("evidence-samples", "rebuild", "trust.yaml"), world.In("trust/trust.yaml"));
        return ["--key", world.In("release/key.pem"), "--certificate", world.In("release/certificates.pem")];
    }

    private static List<string> Outcomes(JsonElement tree)
    {
        var found = new List<string>();
        Collect(tree);
        return found;

        void Collect(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in element.EnumerateArray()) Collect(item);
            }
            else if (element.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in element.EnumerateObject())
                {
                    if (member is { Name: "outcome", Value.ValueKind: JsonValueKind.String }) found.Add(member.Value.GetString()!);
                    else Collect(member.Value);
                }
            }
        }
    }
}
