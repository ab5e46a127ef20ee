using System.Collections.Immutable;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;

namespace Compliance.Service.Auditing;

/// <summary>The keys that the caller said to trust, as a package lists them.</summary>
internal static class TrustDescription
{
    /// <summary>Empty without a trust folder; a folder that can't be read was refused before an audit begins.</summary>
    public static ImmutableArray<TrustInput> Of(ImmutableArray<RawDocument>? trust, Limits limits)
    {
        if (trust is not { } files) return [];
        var reading = TrustPolicies.Read(files.Select(file => new TrustFile(file.Item.Origin, file.ReadAll(limits))), "trust", limits);
        return reading.TryGet(out var policy) ? [.. policy.Identities.Select(Describe)] : [];
    }

    private static TrustInput Describe(TrustedIdentity identity) => new(
        identity.Name,
        identity.Key is { } key ? key.Fingerprint.ToString() : identity.FileDigest.ToString(),
        string.Join(", ", identity.May.Select(purpose => purpose switch
        {
            TrustPurpose.SignImages => "sign images",
            TrustPurpose.Attest => $"attest {string.Join(" ", identity.PredicateTypes)}",
            _ => throw new ArgumentOutOfRangeException(nameof(identity), purpose, null),
        })));
}
