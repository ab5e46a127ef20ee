using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Attestation.Slsa;

/// <summary>What BuildKit adds to provenance (docs/attestations/slsa-definitions.md): the repository that the build context was checked out of.</summary>
internal static class BuildKit
{
    public static (string Uri, string? Digest)? Source(JsonValue metadata) =>
        metadata["vcs"]["source"].AsText is { Length: > 0 } source
            ? (source, metadata["vcs"]["revision"].AsText is { Length: > 0 } revision ? $"gitCommit:{revision}" : null)
            : null;
}
