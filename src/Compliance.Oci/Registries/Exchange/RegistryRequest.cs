using System.Net.Http.Headers;

namespace Compliance.Oci.Registries.Exchange;

/// <summary>One question to a registry, as often as it has to be put.</summary>
/// <param name="Scopes">What a token must be good for: the repository first.</param>
internal sealed record RegistryRequest(HttpMethod Method, Uri Address, RepositoryName Repository, IReadOnlyList<string> Scopes)
{
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>The first byte that is wanted, asked each time; 0 for the whole.</summary>
    public Func<long>? From { get; init; }

    /// <summary>The part of a blob that is sent, as the distribution specification has it (<c>first-last</c>, without a unit); empty for none.</summary>
    public string Range { get; init; } = "";

    /// <summary>Made anew each time.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Whether the address is the registry's own; else no credential is sent there, and no challenge from there is answered.</summary>
    public bool IsOwn { get; init; } = true;

    public bool IsRead => Method == HttpMethod.Get || Method == HttpMethod.Head;

    public static string Scope(RepositoryName repository, string actions) => $"repository:{repository.Path}:{actions}";

    public HttpRequestMessage Message(Uri target)
    {
        var message = new HttpRequestMessage(Method, target) { Content = Content?.Invoke() };
        foreach (var type in Accept) message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        if (From?.Invoke() is > 0 and var from) message.Headers.Range = new RangeHeaderValue(from, null);
        if (Range.Length > 0) message.Content!.Headers.TryAddWithoutValidation("Content-Range", Range);
        return message;
    }
}
