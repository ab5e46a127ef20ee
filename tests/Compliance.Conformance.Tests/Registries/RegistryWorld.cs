using System.Text;
using System.Text.Json;
using Compliance.Conformance.Tests.Input;
using Compliance.Conformance.Tests.Stories;
using Compliance.Tests.Evidence.Verification;

namespace Compliance.Conformance.Tests.Registries;

/// <summary>A folder in which the program speaks with registries: credentials, settings and data are those of the folder and no others.</summary>
internal sealed class RegistryWorld : IDisposable
{
    public RegistryWorld() => File.WriteAllText(Settings, "version: 1\n");

    public string Folder { get; } = Directory.CreateTempSubdirectory("compliance-pull-").FullName;

    /// <summary>Settings of registries, which every run gets.</summary>
    public string Settings => In("registries.yaml");

    /// <summary>A command that runs the program, which follows it.</summary>
    public IReadOnlyList<string> Wrap { get; init; } = [];

    /// <summary>An image of <c>evidence-samples</c>.</summary>
    public static string Sample(string name) => $"oci:{InRepository("evidence-samples", name, "image")}:latest";

    public static string InRepository(params string[] parts) => Path.Combine([Repository.Root, .. parts]);

    public string In(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Lets the program in: the root of the registry's certificate, and its user in a file as <c>docker login</c> leaves it.</summary>
    public void Admit(DebianRegistry registry)
    {
        if (registry.HasTls) TrustOnly(registry, registry.Root);
        if (registry.HasUser) File.WriteAllText(In("config.json"), $$"""{"auths": {"{{registry.Host}}": {"auth": "{{Packed}}"} } }""");
    }

    /// <summary>Names the only root that the registry's certificate may come from.</summary>
    public void TrustOnly(DebianRegistry registry, string root)
    {
        File.Copy(root, In("root.pem"), overwrite: true);
        File.WriteAllText(Settings, $"version: 1\nregistries:\n  \"{registry.Host}\":\n    ca: root.pem\n");
    }

    /// <summary>User and password of the registry as a file of Docker has them.</summary>
    public static string Packed { get; } = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{DebianRegistry.User}:{DebianRegistry.TestPassword}"));

    public BoundedProgram Run(int exit, params string[] arguments)
    {
        var start = BoundedProgram.Prepare(Wrap, [.. arguments, "--registries", Settings]);
        start.Environment["DOCKER_CONFIG"] = Folder;
        start.Environment["COMPLIANCE_DATA"] = In("data");
        foreach (var others in (string[])["REGISTRY_AUTH_FILE", "XDG_RUNTIME_DIR", "COMPLIANCE_REGISTRIES"]) start.Environment.Remove(others);
        var run = BoundedProgram.Run(start, 60);
        Assert.True(run.Exit == exit, $"{string.Join(' ', arguments)}: exit {run.Exit}\n{run.Printed}");
        return run;
    }

    /// <summary>What a run with <c>--json</c> prints.</summary>
    public JsonElement Json(int exit, params string[] arguments)
    {
        using var json = JsonDocument.Parse(Run(exit, [.. arguments, "--json"]).Output);
        return json.RootElement.Clone();
    }

    public string DigestOf(string image) => Json(0, "inspect", image).GetProperty("digest").GetString()!;

    /// <summary>What a script prints that must end well.</summary>
    public string Script(string text)
    {
        var (code, output) = StockTools.Bash(Folder, text);
        Assert.True(code == 0, output);
        return output;
    }
}
