using System.Net.Http.Headers;
using Compliance.Formats.Reading;

namespace Compliance.Oci.Registries.Access;

/// <summary>
/// What registries were told so far: tokens by registry and scope, renewed before they end. A registry that refuses a fresh one is not asked again. Safe for several
/// threads; one asks at a time, so that ten blobs do not fetch ten tokens.
/// </summary>
internal sealed class RegistryAccess(ICredentialSource credentials, TokenService tokens, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Dictionary<string, AccessToken> known = new(StringComparer.Ordinal);

    /// <summary>The header that opened this before; null when nothing is known, or no longer.</summary>
    public async Task<AuthenticationHeaderValue?> KnownAsync(Uri registry, IReadOnlyList<string> scopes, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return Valid(Key(registry, scopes)) ?? Valid(Key(registry, []));
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Answers a refusal: the header to try next; null when there is nothing to try.</summary>
    /// <param name="refused">The header that was refused; null when there was none.</param>
    public async Task<AuthenticationHeaderValue?> AnswerAsync(
        RepositoryName repository, Uri registry, IReadOnlyList<string> scopes, Challenge challenge, AuthenticationHeaderValue? refused, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // Somebody else has asked meanwhile.
            if ((Valid(Key(registry, scopes)) ?? Valid(Key(registry, []))) is { } newer && !newer.Equals(refused)) return newer;
            var credential = await credentials.FindAsync(repository, cancellation).ConfigureAwait(false);
            if (challenge.Scheme == "basic")
            {
                if (credential is not { Kind: CredentialKind.Password }) return null;
                var basic = TokenService.Basic(credential);
                known[Key(registry, [])] = new AccessToken(basic, DateTimeOffset.MaxValue);
                return basic.Equals(refused) ? null : basic;
            }

            if (credential is { Kind: CredentialKind.RegistryToken })
            {
                var bearer = new AuthenticationHeaderValue("Bearer", credential.Secret);
                return bearer.Equals(refused) ? null : bearer;
            }

            // The registry knows best what it wants; beside it goes what else the request needs (the source of a mount).
            string[] wanted = challenge.Scope.Length == 0 ? [.. scopes] : [challenge.Scope, .. scopes.Skip(1)];
            var token = await tokens.FetchAsync(registry, challenge, wanted, credential, cancellation).ConfigureAwait(false);
            known[Key(registry, scopes)] = token;
            return token.Header;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private AuthenticationHeaderValue? Valid(string key) => known.TryGetValue(key, out var token) && clock.GetUtcNow() < token.Until - Early ? token.Header : null;

    private static string Key(Uri registry, IReadOnlyList<string> scopes) => $"{registry.GetLeftPart(UriPartial.Authority)} {string.Join(' ', scopes)}";

    internal static RegistryException Refused(Uri place, bool hadCredential, int status) => new(new Defect(
        RegistryCodes.NotAllowed, new Locator(RegistryException.Show(place)), hadCredential ? $"the registry does not allow this with the credentials that it was shown ({status})" : $"the registry does not allow this without credentials, or with those that are known ({status})"));
}
