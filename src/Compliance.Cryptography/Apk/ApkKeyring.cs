using System.Collections.Immutable;
using Compliance.Cryptography.Keys;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Apk;

/// <summary>The keys that the caller trusts for packages and indexes, by the file name that signatures call them by.</summary>
public sealed class ApkKeyring
{
    private readonly ImmutableSortedDictionary<string, ApkTrustedKey> keys;

    private ApkKeyring(ImmutableSortedDictionary<string, ApkTrustedKey> keys) => this.keys = keys;

    public static ApkKeyring Empty { get; } = new(ImmutableSortedDictionary<string, ApkTrustedKey>.Empty.WithComparers(StringComparer.Ordinal));

    /// <summary>Sorted by name.</summary>
    public IEnumerable<ApkTrustedKey> Keys => keys.Values;

    public ApkTrustedKey? Find(string name) => keys.GetValueOrDefault(name);

    /// <summary>The ring with one key more. Rejected: what is not a public key, or another key under a name that is taken.</summary>
    /// <param name="name">File name, for example <c>wolfi-signing.rsa.pub</c>; of a path only the last segment counts.</param>
    /// <param name="provenance">Where the caller has it from.</param>
    public Reading<ApkKeyring> With(string name, ReadOnlySpan<byte> pem, string provenance)
    {
        var reading = PublicKeys.Read(pem, provenance);
        if (!reading.TryGet(out var key)) return Readings.Reject<ApkKeyring>(reading.Defects);
        var file = name[(name.LastIndexOf('/') + 1)..];
        if (keys.TryGetValue(file, out var other) && !other.Key.Equals(key))
            return Readings.Reject<ApkKeyring>(KeyCodes.Ambiguous, new Locator(provenance), $"two keys are called '{file}': {other.Provenance} and this one");
        return Readings.Accept(new ApkKeyring(keys.SetItem(file, new ApkTrustedKey(file, key, [.. pem], provenance))));
    }
}
