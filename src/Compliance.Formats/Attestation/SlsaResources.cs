using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Attestation;

/// <summary>What both versions of provenance share: lists of resources, and finding the source among them.</summary>
internal static class SlsaResources
{
    public static ImmutableArray<SlsaResource> Read(JsonValue parent, string name, DefectCollector defects) =>
    [
        .. parent.OptionalMaps(name, defects, AttestationCodes.WrongKind).Select(item => new SlsaResource(
            item.OptionalText("uri", defects, AttestationCodes.WrongKind) ?? "",
            item.OptionalText("name", defects, AttestationCodes.WrongKind) ?? "",
            ResourceDigests.Read(item, defects),
            item.Locator)),
    ];

    /// <summary>A source named by <c>uri</c> and <c>digest</c>; null when the object names none.</summary>
    public static (string Uri, string? Digest)? Source(JsonValue resource, DefectCollector defects) =>
        resource["uri"].AsText is { Length: > 0 } uri ? (uri, ResourceDigests.Strongest(ResourceDigests.Read(resource, defects))) : null;

    /// <summary>The branch or tag that builders put after the URI: <c>…@refs/heads/main</c>, <c>…#refs/heads/main</c>; null without one.</summary>
    public static string? RefOf(string? uri)
    {
        if (uri is null) return null;
        var at = uri.IndexOfAny(['@', '#'], Math.Max(0, uri.IndexOf("://", StringComparison.Ordinal)));
        return at > 0 && uri.AsSpan(at + 1).StartsWith("refs/", StringComparison.Ordinal) ? uri[(at + 1)..] : null;
    }

    /// <summary>The digest of the dependency that is this repository; builders add a reference or a fragment to its URI.</summary>
    public static string? DigestOf(string repository, ImmutableArray<SlsaResource> dependencies)
    {
        var wanted = Plain(repository);
        return dependencies.Where(one => Plain(one.Uri) == wanted).Select(one => ResourceDigests.Strongest(one.Digests)).FirstOrDefault(digest => digest is not null);
    }

    /// <summary>The first dependency that is a Git repository pinned to a commit.</summary>
    public static (string Uri, string? Digest)? FirstRepository(ImmutableArray<SlsaResource> dependencies)
    {
        foreach (var one in dependencies)
        {
            var isGit = one.Uri.StartsWith("git+", StringComparison.Ordinal) || one.Uri.StartsWith("git://", StringComparison.Ordinal) || one.Digests.ContainsKey("gitCommit");
            if (isGit) return (one.Uri, ResourceDigests.Strongest(one.Digests));
        }

        return null;
    }

    private static string Plain(string uri)
    {
        var plain = uri.StartsWith("git+", StringComparison.Ordinal) ? uri[4..] : uri;
        var scheme = plain.IndexOf("://", StringComparison.Ordinal);
        var end = plain.AsSpan(scheme < 0 ? 0 : scheme + 3).IndexOfAny('@', '#');
        if (end >= 0) plain = plain[..(end + (scheme < 0 ? 0 : scheme + 3))];
        return plain.EndsWith(".git", StringComparison.Ordinal) ? plain[..^4] : plain.TrimEnd('/');
    }
}
