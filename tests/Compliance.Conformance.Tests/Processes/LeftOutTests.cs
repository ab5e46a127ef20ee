using System.Text.Json;
using Compliance.Conformance.Tests.Input;
using Compliance.Conformance.Tests.Stories;

namespace Compliance.Conformance.Tests.Processes;

/// <summary>Taking a policy's collector away through the program: its verdict becomes unknown, the package says why, and doing it again gives the same.</summary>
public sealed class LeftOutTests : IDisposable
{
    /// <summary>The collector on which each family rests, and that of policies which rest on another one.</summary>
    private static readonly Dictionary<string, string> CollectorOf = new(StringComparer.Ordinal)
    {
        ["signatures"] = "signatures",
        ["provenance"] = "provenance",
        ["sbom"] = "sbom",
        ["cryptography"] = "crypto-modules",
        ["hardening"] = "hardening",
        ["image-age"] = "image",
        ["layers-match-configuration"] = "image",
        ["os-supported"] = "image",
        ["sbom-matches-filesystem"] = "package",
    };

    private readonly string data = Directory.CreateTempSubdirectory("compliance-left-out-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public void Without_its_collector_every_policy_that_was_met_is_unknown()
    {
        var met = Verdicts().Where(pair => pair.Value == "met").Select(pair => pair.Key).ToList();
        Assert.NotEmpty(met);
        var wrong = new List<string>();
        foreach (var family in met.GroupBy(policy => CollectorOf.ContainsKey(policy) ? policy : FamilyOf(policy), StringComparer.Ordinal).GroupBy(group => CollectorOf.GetValueOrDefault(group.Key, ""), group => group.ToList(), StringComparer.Ordinal))
        {
            var policies = family.SelectMany(group => group).ToList();
            Assert.True(family.Key.Length > 0, $"the test names no collector for {string.Join(", ", policies)}");
            var collector = family.Key;
            var without = Verdicts("--without", collector);
            wrong.AddRange(policies.Where(policy => without[policy] != "unknown").Select(policy => $"{policy} without {collector}: {without[policy]}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Package_says_what_was_left_out_and_doing_it_again_gives_the_same()
    {
        var package = Path.Combine(data, "x.asice");
        var audit = BoundedProgram.Run("audit", Image, "--trust", Trust, "--data", data, "--out", package, "--without", "hardening", "--without", "package");
        Assert.Contains("left out  hardening, package", audit.Output, StringComparison.Ordinal);
        var verified = BoundedProgram.Run("verify", package, "--trust-anchor", Path.Combine(data, "identity", "anchor.pem"), "--image", Image);
        Assert.True(verified.Exit == 0, verified.Printed);
        Assert.Contains("left out on request: hardening, package", verified.Output, StringComparison.Ordinal);
        Assert.Equal(64, BoundedProgram.Run("audit", Image, "--without", "nothing").Exit);
    }

    private static string Image => $"oci:{Path.Combine(Repository.Root, "evidence-samples", "after", "image")}";

    private static string Trust => Path.Combine(Repository.Root, "evidence-samples", "trust");

    private static string FamilyOf(string policy) => Path.GetFileName(Directory.GetDirectories(Path.Combine(Repository.Root, "policies")).Single(family => Directory.Exists(Path.Combine(family, policy))));

    private Dictionary<string, string> Verdicts(params string[] more)
    {
        var audit = BoundedProgram.Run(["audit", Image, "--trust", Trust, "--data", data, "--out", Path.Combine(data, "x.asice"), "--json", .. more]);
        using var json = JsonDocument.Parse(audit.Output);
        return json.RootElement.GetProperty("verdicts").EnumerateArray().ToDictionary(verdict => verdict.GetProperty("policy").GetString()!, verdict => verdict.GetProperty("verdict").GetString()!, StringComparer.Ordinal);
    }
}
