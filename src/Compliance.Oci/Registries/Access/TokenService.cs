using System.Net;
using Compliance.Oci.Registries.Exchange;
using System.Net.Http.Headers;
using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Oci.Registries.Access;

/// <summary>
/// Fetches tokens for registries: with <c>GET</c> and user and password, or with <c>POST</c> and an identity token (Docker registry, "Token Authentication Specification" and
/// "OAuth2 Token Authentication"). Follows no redirect: what it sends is for the service that the registry named.
/// </summary>
internal sealed class TokenService(RegistryConnections connections, TimeProvider clock)
{
    private const int MaxTokenBytes = 1 << 20;
    private const int MaxTokenLength = 64 << 10;

    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(60);

    /// <param name="scopes">Each as <c>repository:&lt;name&gt;:&lt;actions&gt;</c>.</param>
    /// <exception cref="RegistryException">The service is refused or refuses.</exception>
    /// <exception cref="PassingException">It fails for reasons that may pass.</exception>
    public async Task<AccessToken> FetchAsync(Uri registry, Challenge challenge, IReadOnlyList<string> scopes, RegistryCredential? credential, CancellationToken cancellation)
    {
        var realm = Realm(registry, challenge);
        using var message = credential is { Kind: CredentialKind.IdentityToken } ? Exchange(realm, challenge, scopes, credential) : Plain(realm, challenge, scopes, credential);
        var asked = clock.GetUtcNow();
        using var response = await connections.SendAsync(message, cancellation).ConfigureAwait(false);
        if (Passing.Of(response, clock) is { } passing) throw passing;
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            throw RegistryException.Of(RegistryCodes.NotAllowed, realm, credential is null ? "the registry's token service gives none without credentials" : "the registry's token service does not accept the credentials");
        if (response.StatusCode != HttpStatusCode.OK) throw RegistryException.Of(RegistryCodes.TokenRefused, realm, $"the token service answers {(int)response.StatusCode}");
        var bytes = await connections.ReadAsync(response, MaxTokenBytes, cancellation).ConfigureAwait(false)
            ?? throw RegistryException.Of(RegistryCodes.TokenRefused, realm, $"the token service answers with more than {MaxTokenBytes} bytes");
        return Read(realm, bytes, asked);
    }

    private static AccessToken Read(Uri realm, byte[] bytes, DateTimeOffset asked)
    {
        // What is wrong in it is not told: a message could hold the token.
        if (!StrictJson.Read(bytes, "token", Limits.Default).TryGet(out var tree)) throw RegistryException.Of(RegistryCodes.TokenRefused, realm, "the token service's answer is no JSON");
        var text = tree.Root["token"].AsText is { Length: > 0 } token ? token : tree.Root["access_token"].AsText;
        if (text is not { Length: > 0 and <= MaxTokenLength } || text.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
            throw RegistryException.Of(RegistryCodes.TokenRefused, realm, "the token service's answer holds no token");
        var lifetime = tree.Root["expires_in"].AsInt64 is > 0 and < 1_000_000 and var seconds ? TimeSpan.FromSeconds(seconds) : Usual;
        return new AccessToken(new AuthenticationHeaderValue("Bearer", text), asked + lifetime);
    }

    /// <summary>Where tokens are: with TLS, unless the registry itself has none, and then on its own host.</summary>
    private static Uri Realm(Uri registry, Challenge challenge)
    {
        if (!Uri.TryCreate(challenge.Realm, UriKind.Absolute, out var realm) || realm.Scheme is not ("http" or "https") || realm.UserInfo.Length > 0 || realm.Fragment.Length > 0)
            throw RegistryException.Of(RegistryCodes.TokenRefused, registry, "the registry names a token service that is no address");
        if (realm.Scheme != "https" && (registry.Scheme == "https" || !string.Equals(realm.Host, registry.Host, StringComparison.OrdinalIgnoreCase)))
            throw RegistryException.Of(RegistryCodes.TokenRefused, realm, "the registry names a token service without TLS: nothing is sent there");
        return realm;
    }

    private static HttpRequestMessage Plain(Uri realm, Challenge challenge, IReadOnlyList<string> scopes, RegistryCredential? credential)
    {
        var query = new StringBuilder(realm.Query.TrimStart('?'));
        if (challenge.Service.Length > 0) Add(query, "service", challenge.Service);
        foreach (var scope in scopes) Add(query, "scope", scope);
        if (credential is { User.Length: > 0 }) Add(query, "account", credential.User);
        var message = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(realm) { Query = query.ToString() }.Uri);
        if (credential is { Kind: CredentialKind.Password }) message.Headers.Authorization = Basic(credential);
        return message;
    }

    private static HttpRequestMessage Exchange(Uri realm, Challenge challenge, IReadOnlyList<string> scopes, RegistryCredential credential) => new(HttpMethod.Post, realm)
    {
        Content = new FormUrlEncodedContent(
        [
            new("grant_type", "refresh_token"), new("service", challenge.Service), new("client_id", "compliance"), new("scope", string.Join(' ', scopes)), new("refresh_token", credential.Secret),
        ]),
    };

    public static AuthenticationHeaderValue Basic(RegistryCredential credential) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.User}:{credential.Secret}")));

    private static void Add(StringBuilder query, string name, string value)
    {
        if (query.Length > 0) query.Append('&');
        query.Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }
}
