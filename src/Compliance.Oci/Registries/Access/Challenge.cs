using System.Net.Http.Headers;

namespace Compliance.Oci.Registries.Access;

/// <summary>How a registry wants to be asked (RFC 9110 section 11.6.1; the members of Bearer as Docker's token authentication has them).</summary>
internal sealed record Challenge(string Scheme, string Realm, string Service, string Scope)
{
    private const int MaxLength = 4096;

    /// <summary>Bearer before Basic; null when there is neither.</summary>
    public static Challenge? Of(HttpResponseHeaders headers)
    {
        var all = headers.WwwAuthenticate.Take(16).Select(Parse).ToList();
        return all.Find(challenge => challenge is { Scheme: "bearer", Realm.Length: > 0 }) ?? all.Find(challenge => challenge is { Scheme: "basic" });
    }

    private static Challenge? Parse(AuthenticationHeaderValue value)
    {
        var members = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var rest = (value.Parameter ?? "").AsSpan();
        if (rest.Length > MaxLength) return null;
        while (!rest.IsEmpty)
        {
            rest = rest.TrimStart(" \t,");
            var equals = rest.IndexOf('=');
            if (equals <= 0) break;
            var name = rest[..equals].Trim().ToString();
            rest = rest[(equals + 1)..].TrimStart();
            members.TryAdd(name, rest is ['"', ..] ? Quoted(ref rest) : Token(ref rest));
        }

        return new Challenge(value.Scheme.ToLowerInvariant(), members.GetValueOrDefault("realm", ""), members.GetValueOrDefault("service", ""), members.GetValueOrDefault("scope", ""));
    }

    private static string Quoted(ref ReadOnlySpan<char> rest)
    {
        var text = new System.Text.StringBuilder();
        var i = 1;
        for (; i < rest.Length && rest[i] != '"'; i++) text.Append(rest[i] == '\\' && i + 1 < rest.Length ? rest[++i] : rest[i]);
        rest = rest[Math.Min(rest.Length, i + 1)..];
        return text.ToString();
    }

    private static string Token(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf(',');
        var text = (end < 0 ? rest : rest[..end]).Trim().ToString();
        rest = end < 0 ? [] : rest[(end + 1)..];
        return text;
    }
}
