using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Attestation;

/// <summary>Reads the digest sets of in-toto ("DigestSet": algorithm to lower-case hex).</summary>
internal static class ResourceDigests
{
    public static ImmutableSortedDictionary<string, string> Read(JsonValue resource, DefectCollector defects)
    {
        var digests = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (algorithm, value) in resource.OptionalMap("digest", defects, AttestationCodes.WrongKind).Members)
        {
            // "hex-encoded lower case" is the rule of the algorithms that name content; others may be written in any way.
            if (value.AsText is not { Length: > 0 } text) defects.Add(AttestationCodes.BadDigest, value, $"the digest '{algorithm}' is not a string with content");
            else if (algorithm.StartsWith("sha", StringComparison.Ordinal) && text.AsSpan().IndexOfAnyExcept("0123456789abcdef") >= 0)
                defects.Add(AttestationCodes.BadDigest, value, $"the digest '{algorithm}' is not lower-case hex");
            else digests[algorithm] = text;
        }

        return digests.ToImmutable();
    }

    /// <summary>The digest that says most about content, <c>algorithm:value</c>; null when there is none.</summary>
    public static string? Strongest(ImmutableSortedDictionary<string, string> digests)
    {
        foreach (var algorithm in (string[])["sha512", "sha384", "sha256", "gitCommit", "gitTree", "sha1"])
        {
            if (digests.TryGetValue(algorithm, out var value)) return $"{algorithm}:{value}";
        }

        return digests.IsEmpty ? null : $"{digests.First().Key}:{digests.First().Value}";
    }
}
