using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Oci.Registries.Access;

/// <summary>
/// Credentials as Docker's and Podman's files keep them: <c>auths</c> by registry (or registry and namespace), <c>credHelpers</c> and <c>credsStore</c> that name
/// helper programs (docker config.json; containers-auth.json(5)). Several files: the first that knows the registry counts.
/// </summary>
/// <param name="files">Read when they are first needed; name and content.</param>
public sealed class DockerCredentials(IReadOnlyList<(string Name, Func<ReadOnlyMemory<byte>> Content)> files, ICredentialProgram helper) : ICredentialSource
{
    private const string DockerHub = "docker.io";

    private static readonly string[] DockerHubNames = ["https://index.docker.io/v1/", "index.docker.io", DockerHub, "registry-1.docker.io"];

    private readonly Lock gate = new();
    private List<JsonValue>? documents;

    public async Task<RegistryCredential?> FindAsync(RepositoryName repository, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(repository);
        foreach (var document in Documents())
        {
            var helperName = Names(repository.Host).Select(name => document["credHelpers"][name].AsText).FirstOrDefault(name => name is { Length: > 0 });
            if (helperName is not null) return await AskAsync(helperName, repository.Host, cancellation).ConfigureAwait(false);
            if (document["credsStore"].AsText is { Length: > 0 } store && await AskAsync(store, repository.Host, cancellation).ConfigureAwait(false) is { } stored) return stored;
            if (Find(document["auths"], repository) is { } entry && Read(entry) is { } found) return found;
        }

        return null;
    }

    private List<JsonValue> Documents()
    {
        lock (gate)
        {
            return documents ??= [.. files.Select(Open)];
        }
    }

    private static JsonValue Open((string Name, Func<ReadOnlyMemory<byte>> Content) file)
    {
        try
        {
            var reading = StrictJson.Read(file.Content(), file.Name, Limits.Default);
            return reading.TryGet(out var tree) ? tree.Root : throw Unreadable(file.Name, $"it is no JSON: {reading.Defects[0].Message}");
        }
        catch (Exception broken) when (broken is IOException and not RegistryException or UnauthorizedAccessException)
        {
            throw Unreadable(file.Name, broken.Message);
        }
    }

    private async Task<RegistryCredential?> AskAsync(string name, string host, CancellationToken cancellation)
    {
        var place = $"docker-credential-{name}";
        if (name.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") >= 0 || name.Length > 64) throw Unreadable("credHelpers", "the name of a helper has other characters than letters, digits and -_.");
        string? answer;
        try
        {
            answer = await helper.GetAsync(name, host == DockerHub ? DockerHubNames[0] : host, cancellation).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException and not RegistryException)
        {
            throw Unreadable(place, broken.Message);
        }

        if (answer is null) return null;
        // What is wrong in it is not told: a message could hold the secret.
        if (!StrictJson.Read(Encoding.UTF8.GetBytes(answer), place, Limits.Default).TryGet(out var tree) || tree.Root["Secret"].AsText is not { Length: > 0 } secret)
            throw Unreadable(place, "its answer is not JSON with 'Username' and 'Secret'");
        var user = tree.Root["Username"].AsText ?? "";
        return Make(user == "<token>" ? "" : user, secret, user == "<token>" ? CredentialKind.IdentityToken : CredentialKind.Password);
    }

    /// <summary>The entry of the longest name that fits: registry and namespace, then the registry.</summary>
    private static JsonValue? Find(JsonValue entries, RepositoryName repository)
    {
        for (var path = repository.Path; path.Length > 0; path = path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "")
        {
            if (entries[$"{repository.Host}/{path}"] is { IsMap: true } specific) return specific;
        }

        return Names(repository.Host).Select(name => entries[name]).FirstOrDefault(entry => entry.IsMap) is { IsMap: true } found ? found : null;
    }

    private static RegistryCredential? Read(JsonValue entry)
    {
        if (entry["identitytoken"].AsText is { Length: > 0 } identity) return Make("", identity, CredentialKind.IdentityToken);
        if (entry["registrytoken"].AsText is { Length: > 0 } token) return Make("", token, CredentialKind.RegistryToken);
        if (entry["auth"].AsText is { Length: > 0 } packed)
        {
            var bytes = new byte[packed.Length];
            if (!Convert.TryFromBase64String(packed, bytes, out var length)) throw Unreadable(entry.Document, "an 'auth' is not base64");
            var text = Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\0');
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon > 0 ? Make(text[..colon], text[(colon + 1)..], CredentialKind.Password) : throw Unreadable(entry.Document, "an 'auth' is not user:password");
        }

        return entry["username"].AsText is { Length: > 0 } user && entry["password"].AsText is { } password ? Make(user, password, CredentialKind.Password) : null;
    }

    private static RegistryCredential Make(string user, string secret, CredentialKind kind) =>
        user.AsSpan().IndexOfAny("\r\n\0:") < 0 && secret.AsSpan().IndexOfAny("\r\n\0") < 0
            ? new RegistryCredential(user, secret, kind)
            : throw Unreadable("credentials", "user or secret hold characters that can't be sent");

    private static IEnumerable<string> Names(string host) => host == DockerHub ? DockerHubNames : [host, $"https://{host}", $"https://{host}/", $"https://{host}/v1/", $"https://{host}/v2/", $"http://{host}", $"http://{host}/"];

    private static RegistryException Unreadable(string place, string message) =>
        new(new Defect(RegistryCodes.CredentialsUnreadable, new Locator(place), $"credentials can't be read: {message}"));
}
