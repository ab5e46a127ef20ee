using System.Text;
using Compliance.Formats.Attestation;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Tests.Formats.Attestation;

public sealed class SlsaProvenanceTests
{
    private const string Version01 = """
        {"builder":{"id":"https://b.example"},"recipe":{"type":"https://b.example/t","definedInMaterial":1,"entryPoint":"build.yml"},"metadata":{"buildInvocationId":"7"},
        "materials":[{"uri":"pkg:x","digest":{"sha256":"aa"}},{"uri":"git+https://code.example/app@refs/heads/main","digest":{"sha1":"bb"}}]}
        """;

    private const string BuildKit02 = """
        {"builder":{"id":""},"buildType":"https://mobyproject.org/buildkit@v1","invocation":{"configSource":{"entryPoint":"Dockerfile"}},"materials":[],
        "metadata":{"https://mobyproject.org/buildkit@v1#metadata":{"vcs":{"source":"https://code.example/app.git","revision":"cc"}}}}
        """;

    private const string BuildKit1 = """
        {"buildDefinition":{"buildType":"https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md","externalParameters":{"configSource":{"path":"Dockerfile"}},"resolvedDependencies":[]},
        "runDetails":{"builder":{"id":"https://ci.example/1"},"metadata":{"invocationId":"9","buildkit_metadata":{"vcs":{"source":"https://code.example/app.git","revision":"dd"}}}}}
        """;

    private const string Actions1 = """
        {"buildDefinition":{"buildType":"https://actions.github.io/buildtypes/workflow/v1","externalParameters":{"workflow":{"ref":"refs/tags/v1","repository":"https://github.com/o/r","path":".github/workflows/x.yml"}},
        "internalParameters":{"github":{"event_name":"push","runner_environment":"github-hosted"}},"resolvedDependencies":[{"uri":"git+https://github.com/o/r@refs/tags/v1","digest":{"gitCommit":"ee"}}]},
        "runDetails":{"builder":{"id":"https://github.com/o/r/.github/workflows/x.yml@refs/tags/v1"},"metadata":{"invocationId":"https://github.com/o/r/actions/runs/1/attempts/1"}}}
        """;

    [Theory]
    [InlineData("v0.1", Version01, "https://b.example", "git+https://code.example/app@refs/heads/main", "sha1:bb", "refs/heads/main", "build.yml", "")]
    [InlineData("v0.2", BuildKit02, "", "https://code.example/app.git", "gitCommit:cc", "", "Dockerfile", "")]
    [InlineData("v1", BuildKit1, "https://ci.example/1", "https://code.example/app.git", "gitCommit:dd", "", "Dockerfile", "")]
    [InlineData("v1", Actions1, "https://github.com/o/r/.github/workflows/x.yml@refs/tags/v1", "https://github.com/o/r", "gitCommit:ee", "refs/tags/v1", ".github/workflows/x.yml", "push")]
    public void Every_version_becomes_the_same_model(string version, string text, string builder, string source, string digest, string reference, string path, string trigger)
    {
        var provenance = Read(version, text).Required();
        Assert.Equal((builder, source, digest), (provenance.BuilderId, provenance.SourceUri, provenance.SourceDigest));
        Assert.Equal((reference, path, trigger), (provenance.SourceRef, provenance.ConfigPath, provenance.Trigger));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("2")]
    [InlineData("99999999999999")]
    [InlineData("\"1\"")]
    public void Recipe_in_a_material_that_is_not_there_falls_back_to_the_repository(string number) =>
        Assert.Equal("sha1:bb", Read("v0.1", Version01.Replace("\"definedInMaterial\":1", $"\"definedInMaterial\":{number}", StringComparison.Ordinal)).Required().SourceDigest);

    [Fact]
    public void Mutated_provenance_never_throws()
    {
        foreach (var (version, text) in ((string, string)[])[("v0.1", Version01), ("v0.2", BuildKit02), ("v1", BuildKit1), ("v1", Actions1)])
        {
            foreach (var mutated in Mutations.Of(Encoding.UTF8.GetBytes(text), 250, 5))
            {
                if (StrictJson.Read(mutated, "m").TryGet(out var tree)) _ = SlsaProvenance.Read(Statement(version, tree.Root)).Defects;
            }
        }
    }

    private static Reading<SlsaProvenance> Read(string version, string text) => SlsaProvenance.Read(Statement(version, StrictJson.Read(Encoding.UTF8.GetBytes(text), "p").Required().Root));

    private static InTotoStatement Statement(string version, JsonValue predicate) => new(InTotoStatement.TypeV1, [], $"https://slsa.dev/provenance/{version}", predicate);
}
