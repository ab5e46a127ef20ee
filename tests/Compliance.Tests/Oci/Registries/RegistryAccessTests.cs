using System.Text;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.Registries;
using Compliance.Oci.Registries.Access;
using Compliance.Tests.World;

namespace Compliance.Tests.Oci.Registries;

/// <summary>Tokens, users and where their secrets go: to the registry that asks and its token service, to nobody else.</summary>
public sealed class RegistryAccessTests : IDisposable
{
    private const string Secret = "correct-horse";

    private readonly MemoryRegistry registry = new();
    private readonly MemoryRegistry elsewhere = new();
    private readonly LayoutBuilder layout = new();
    private readonly Descriptor layer;

    public RegistryAccessTests()
    {
        layout.Image(image => image.Layer(made => made.File("a", "1")), "1");
        using var local = layout.Open("1");
        layer = local.Images[0].Layers[0];
        registry.Load(layout);
    }

    public void Dispose()
    {
        registry.Dispose();
        elsewhere.Dispose();
    }

    [Fact]
    public async Task Basic_user_is_shown_once_asked()
    {
        registry.User = $"alice:{Secret}";
        using var client = registry.Client(credentials: Docker($$"""{"auths":{"{{registry.Host}}":{"auth":"{{Base64($"alice:{Secret}")}}"} } }"""));
        Assert.True(await Fetch(client));
        Assert.True(await Fetch(client));
        Assert.Equal(1, registry.Asked.Count(asked => asked.Path.Contains("blobs", StringComparison.Ordinal) && asked.Header("Authorization").Length == 0));
    }

    [Fact]
    public async Task Token_is_fetched_once_for_its_scope()
    {
        (registry.User, registry.Token) = ($"alice:{Secret}", "token-1");
        using var client = registry.Client(credentials: Docker($$"""{"auths":{"{{registry.Host}}/app":{"username":"alice","password":"{{Secret}}"},"{{registry.Host}}":{"auth":"{{Base64("bob:wrong")}}"} } }"""));
        Assert.True(await Fetch(client));
        Assert.True(await Fetch(client));
        var asked = Assert.Single(registry.Asked, asked => asked.Path == "/token");
        Assert.Equal(("test", "repository:app:pull,push", "alice"), (asked.Parameter("service"), asked.Parameter("scope"), asked.Parameter("account")));
    }

    [Fact]
    public async Task Nobody_may_have_a_token_without_credentials()
    {
        registry.Token = "token-1";
        using var client = registry.Client();
        Assert.True(await Fetch(client));
        Assert.Equal("", Assert.Single(registry.Asked, asked => asked.Path == "/token").Header("Authorization"));
    }

    [Fact]
    public async Task Identity_token_is_exchanged_and_not_shown_to_the_registry()
    {
        registry.Token = "token-1";
        using var client = registry.Client(credentials: Docker($$"""{"auths":{"{{registry.Host}}":{"identitytoken":"{{Secret}}"} } }"""));
        Assert.True(await Fetch(client));
        var asked = Assert.Single(registry.Asked, asked => asked.Path == "/token");
        Assert.Equal("POST", asked.Method);
        Assert.Contains($"refresh_token={Secret}", Encoding.UTF8.GetString(asked.Body), StringComparison.Ordinal);
        Assert.DoesNotContain(registry.Asked, other => other.Path != "/token" && other.Headers.Values.Any(value => value.Contains(Secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Token_that_is_refused_is_renewed_once_and_no_more()
    {
        var tokens = 0;
        registry.Instead = asked => asked.Path == "/token" ? HttpAnswer.Json($$"""{"token":"never-{{tokens++}}"}""") : HttpAnswer.Of(401, ("WWW-Authenticate", $"Bearer realm=\"http://{registry.Host}/token\",service=\"test\""));
        using var client = registry.Client();
        var broken = await Assert.ThrowsAsync<RegistryException>(() => Fetch(client));
        Assert.Equal(RegistryCodes.NotAllowed, broken.Defect.Code);
        Assert.InRange(tokens, 1, 2);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"token":"a\r\nX-Evil: 1"}""")]
    [InlineData("""{"token":5}""")]
    [InlineData("""{"token":"a","token":"b"}""")]
    public async Task Answer_of_a_token_service_that_holds_none_is_refused_without_being_told(string answer)
    {
        registry.Token = "x";
        registry.Instead = asked => asked.Path == "/token" ? new HttpAnswer(200, Encoding.UTF8.GetBytes(answer)) : null;
        using var client = registry.Client();
        var broken = await Assert.ThrowsAsync<RegistryException>(() => Fetch(client));
        Assert.Equal(RegistryCodes.TokenRefused, broken.Defect.Code);
        Assert.DoesNotContain("Evil", broken.Defect.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://example.com/token")]
    [InlineData("/token")]
    [InlineData("http://user:pass@127.0.0.1/token")]
    [InlineData("http://192.0.2.1/token")]
    public async Task Token_service_elsewhere_without_tls_is_not_asked(string realm)
    {
        registry.Instead = _ => HttpAnswer.Of(401, ("WWW-Authenticate", $"Bearer realm=\"{realm}\",service=\"test\""));
        using var client = registry.Client(credentials: Docker($$"""{"auths":{"{{registry.Host}}":{"auth":"{{Base64($"alice:{Secret}")}}"} } }"""));
        Assert.Equal(RegistryCodes.TokenRefused, (await Assert.ThrowsAsync<RegistryException>(() => Fetch(client))).Defect.Code);
    }

    [Fact]
    public async Task Redirect_to_another_host_is_followed_without_credentials()
    {
        registry.User = $"alice:{Secret}";
        elsewhere.Blobs[$"cdn/{layer.Digest}"] = layout.Blobs[layer.Digest];
        registry.Instead = asked => asked.Path.Contains("/blobs/", StringComparison.Ordinal) && asked.Header("Authorization").Length > 0 ? HttpAnswer.Of(307, ("Location", $"http://{elsewhere.Host}/v2/cdn/blobs/{layer.Digest}?signature=abc")) : null;
        using var client = registry.Client(credentials: Docker($$"""{"auths":{"{{registry.Host}}":{"auth":"{{Base64($"alice:{Secret}")}}"},"{{elsewhere.Host}}":{"auth":"{{Base64("bob:other")}}"} } }"""));
        Assert.True(await Fetch(client));
        var followed = Assert.Single(elsewhere.Asked);
        Assert.Equal("", followed.Header("Authorization"));

        // Neither is a challenge from there answered.
        elsewhere.User = "bob:other";
        var broken = await Assert.ThrowsAsync<RegistryException>(() => Fetch(client));
        Assert.Equal(RegistryCodes.NotAllowed, broken.Defect.Code);
        Assert.All(elsewhere.Asked, asked => Assert.Equal("", asked.Header("Authorization")));
        Assert.DoesNotContain("signature", broken.Defect.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("loop")]
    [InlineData("ftp://example.com/blob")]
    [InlineData("http://alice:x@example.com/blob")]
    [InlineData("file:///etc/passwd")]
    public async Task Redirect_that_leads_nowhere_good_is_refused(string location)
    {
        registry.Instead = asked => asked.Path.Contains("/blobs/", StringComparison.Ordinal) ? HttpAnswer.Of(302, ("Location", location == "loop" ? asked.Path : location)) : null;
        using var client = registry.Client();
        Assert.Equal(RegistryCodes.RedirectRefused, (await Assert.ThrowsAsync<RegistryException>(() => Fetch(client))).Defect.Code);
    }

    [Fact]
    public async Task Mirror_is_asked_first_for_digests_and_passed_over_when_it_lies()
    {
        var settings = MemoryRegistry.Quick with { Hosts = MemoryRegistry.Quick.Hosts.Add(registry.Host, new RegistryHost { Mirrors = [new RegistryMirror(elsewhere.Host, "hub-", false)] }) };
        elsewhere.Blobs[$"hub-app/{layer.Digest}"] = layout.Blobs[layer.Digest];
        using var client = registry.Client(settings);
        var reader = client.Read(new RepositoryName(registry.Host, "app"), Limits.Default);
        Assert.NotNull(await reader.FindTagAsync("1", TestContext.Current.CancellationToken));
        Assert.DoesNotContain(elsewhere.Asked, asked => asked.Path.Contains("manifests", StringComparison.Ordinal));
        Assert.True(await reader.FetchBlobAsync(layer.Digest, layer.Size, new MemoryStream(), null, TestContext.Current.CancellationToken));
        Assert.Equal(0, registry.Count("GET /v2/app/blobs"));
        Assert.Empty(reader.Passed);

        elsewhere.Blobs[$"hub-app/{layer.Digest}"] = [.. layout.Blobs[layer.Digest].Reverse()];
        var target = new MemoryStream();
        Assert.True(await reader.FetchBlobAsync(layer.Digest, layer.Size, target, null, TestContext.Current.CancellationToken));
        Assert.Equal(layout.Blobs[layer.Digest], target.ToArray());
        Assert.Equal(RegistryCodes.MirrorPassedOver, Assert.Single(reader.Passed).Code);
    }

    [Fact]
    public async Task Helper_is_asked_for_its_registry_only()
    {
        registry.User = $"alice:{Secret}";
        var helper = new Helper { Answer = $$"""{"ServerURL":"x","Username":"alice","Secret":"{{Secret}}"}""" };
        using var client = registry.Client(credentials: Docker($$"""{"credHelpers":{"{{registry.Host}}":"store"} }""", helper));
        Assert.True(await Fetch(client));
        Assert.Equal([("store", registry.Host)], helper.Asked);
    }

    [Theory]
    [InlineData("""{"credsStore":"../evil"}""", null)]
    [InlineData("""{"credsStore":"store"}""", "no json secret-text")]
    [InlineData("""{"credsStore":"store"}""", """{"Username":"alice"}""")]
    [InlineData("""{"auths":{"HOST":{"auth":"%%%"} } }""", null)]
    [InlineData("""{"auths":{"HOST":{"auth":"YWxpY2U="} } }""", null)]
    [InlineData("""not json secret-text""", null)]
    public async Task Credentials_that_can_not_be_read_are_told_without_their_content(string config, string? answer)
    {
        registry.User = $"alice:{Secret}";
        using var client = registry.Client(credentials: Docker(config.Replace("HOST", registry.Host, StringComparison.Ordinal), new Helper { Answer = answer }));
        var broken = await Assert.ThrowsAsync<RegistryException>(() => Fetch(client));
        Assert.Equal(RegistryCodes.CredentialsUnreadable, broken.Defect.Code);
        Assert.DoesNotContain("secret-text", broken.Defect.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unneeded_credentials_are_not_looked_for()
    {
        using var client = registry.Client(credentials: Docker("not json"));
        Assert.True(await Fetch(client));
    }

    [Fact]
    public async Task Docker_hub_is_known_by_its_old_name()
    {
        var source = Docker($$"""{"auths":{"https://index.docker.io/v1/":{"auth":"{{Base64($"alice:{Secret}")}}"} } }""");
        var found = await source.FindAsync(new RepositoryName("docker.io", "library/debian"), TestContext.Current.CancellationToken);
        Assert.Equal(("alice", Secret), (found!.User, found.Secret));
        Assert.DoesNotContain(Secret, found.ToString(), StringComparison.Ordinal);
    }

    private async Task<bool> Fetch(RegistryClient client) => await client.Read(new RepositoryName(registry.Host, "app"), Limits.Default)
        .FetchBlobAsync(layer.Digest, layer.Size, new MemoryStream(), null, TestContext.Current.CancellationToken);

    private static DockerCredentials Docker(string config, ICredentialProgram? helper = null) => new([("config.json", () => Encoding.UTF8.GetBytes(config))], helper ?? new Helper());

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private sealed class Helper : ICredentialProgram
    {
        public string? Answer { get; init; }

        public List<(string Name, string Server)> Asked { get; } = [];

        public Task<string?> GetAsync(string name, string server, CancellationToken cancellation)
        {
            Asked.Add((name, server));
            return Task.FromResult(Answer);
        }
    }
}
