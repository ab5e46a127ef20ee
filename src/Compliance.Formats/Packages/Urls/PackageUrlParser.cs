using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Urls;

/// <summary>Takes a package URL apart from right to left, as ECMA-427 section 5.6 describes.</summary>
internal static class PackageUrlParser
{
    public static Reading<PackageUrl> Parse(string text, Locator locator)
    {
        var rest = text.AsSpan();
        var subpath = Cut(ref rest, rest.LastIndexOf('#'));
        var query = Cut(ref rest, rest.LastIndexOf('?'));
        if (!rest.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase)) return Reject(PackageUrlCodes.NotPackageUrl, locator, "does not begin with 'pkg:'");
        rest = rest[4..].Trim('/');
        var slash = rest.IndexOf('/');
        if (slash < 0) return Reject(PackageUrlCodes.BadType, locator, "has no type before the name");
        var type = rest[..slash].ToString();
        rest = rest[(slash + 1)..];
        // An '@' in a namespace must be escaped, but npm scopes often are not: the version begins after the last slash only.
        var at = rest[(rest.LastIndexOf('/') + 1)..].LastIndexOf('@');
        if (at < 0 || type.Equals("git", StringComparison.OrdinalIgnoreCase)) at = rest.LastIndexOf('@');
        else at += rest.LastIndexOf('/') + 1;
        if (at == 0 && rest.IndexOf('/') >= 0) at = -1;
        var version = Cut(ref rest, at);
        rest = rest.TrimEnd('/');
        // The name of a git repository is its whole path on the host.
        var nameAt = type.Equals("git", StringComparison.OrdinalIgnoreCase) ? rest.IndexOf('/') : rest.LastIndexOf('/');
        var name = PackageUrlEscapes.Decode(rest[(nameAt + 1)..]);
        var space = Segments(nameAt < 0 ? default : rest[..nameAt]);
        var path = Segments(subpath);
        var decodedVersion = PackageUrlEscapes.Decode(version);
        if (name is null || space is null || path is null || decodedVersion is null) return Reject(PackageUrlCodes.BadEscape, locator, "an escape is not two hexadecimal digits of UTF-8");
        return Qualifiers(query) is { } qualifiers
            ? PackageUrlRules.Make(type, space, name, decodedVersion, qualifiers, path, locator)
            : Reject(PackageUrlCodes.BadQualifier, locator, "a qualifier is not key=value");
    }

    private static ReadOnlySpan<char> Cut(ref ReadOnlySpan<char> rest, int at)
    {
        if (at < 0) return default;
        var cut = rest[(at + 1)..];
        rest = rest[..at];
        return cut;
    }

    /// <summary>Decoded segments without empty ones; null when an escape is bad.</summary>
    private static string? Segments(ReadOnlySpan<char> text)
    {
        var segments = new List<string>();
        foreach (var range in text.Split('/'))
        {
            if (text[range].IsEmpty) continue;
            if (PackageUrlEscapes.Decode(text[range]) is not { } segment) return null;
            segments.Add(segment);
        }

        return string.Join('/', segments);
    }

    private static List<KeyValuePair<string, string>>? Qualifiers(ReadOnlySpan<char> query)
    {
        var qualifiers = new List<KeyValuePair<string, string>>();
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            if (pair.IsEmpty) continue;
            var equals = pair.IndexOf('=');
            if (equals <= 0 || PackageUrlEscapes.Decode(pair[(equals + 1)..]) is not { } value) return null;
            qualifiers.Add(new KeyValuePair<string, string>(pair[..equals].ToString(), value));
        }

        return qualifiers;
    }

    private static Reading<PackageUrl> Reject(DiagnosticCode code, Locator locator, string message) => Readings.Reject<PackageUrl>(code, locator, message);
}
