using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Compliance.Cryptography.Trust.Files;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Cryptography.Trust;

/// <summary>
/// Reads the caller's trust folder: <c>trust.yaml</c> and the public keys, certificates and trusted roots that it names. <c>docs/trust.md</c> describes it.
/// Strict: an unknown field, a missing file, a repeated name or key, and a private key anywhere in the folder refuse the whole folder.
/// </summary>
public static class TrustPolicies
{
    public const string FileName = "trust.yaml";

    /// <summary>Files of a folder, and identities of a policy.</summary>
    public const int MaxEntries = 1_000;

    /// <param name="files">Every file of the folder. Paths use <c>/</c> and are relative to the folder.</param>
    /// <param name="folder">How defects name the folder.</param>
    public static Reading<TrustPolicy> Read(IEnumerable<TrustFile> files, string folder, Limits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        ImmutableArray<TrustFile> all = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        var defects = new DefectCollector(limits ?? Limits.Default);
        if (all.Length > MaxEntries)
            return Readings.Reject<TrustPolicy>(TrustCodes.TooMany, new Locator(folder), $"{all.Length} files, at most {MaxEntries} are read: keep only trust.yaml and keys there");
        foreach (var file in all.Where(HoldsPrivateKey))
            defects.Add(TrustCodes.PrivateKey, new Locator($"{folder}/{file.Path}"), "a private key: the folder is copied into evidence packages; keep only public keys and certificates here");

        var policy = all.FirstOrDefault(file => string.Equals(file.Path, FileName, StringComparison.Ordinal));
        if (policy is null)
        {
            defects.Add(TrustCodes.NoPolicy, new Locator(folder), "no trust.yaml: write one that names each key and what its owner may sign (docs/trust.md)");
            return Readings.Reject<TrustPolicy>(defects.ToImmutable());
        }

        var yaml = YamlTree.Read(policy.Bytes, $"{folder}/{FileName}", limits);
        if (!yaml.TryGet(out var root))
        {
            defects.AddRange(yaml.Defects);
            return Readings.Reject<TrustPolicy>(defects.ToImmutable());
        }

        var identities = new TrustDocument(all, folder, defects).Identities(root);
        if (defects.Count > 0) return Readings.Reject<TrustPolicy>(defects.ToImmutable());
        return Readings.Accept(new TrustPolicy
        {
            Identities = [.. identities.OrderBy(identity => identity.Name, StringComparer.Ordinal)],
            Files = all,
            Digest = DigestOf(all),
        });
    }

    private static Digest DigestOf(ImmutableArray<TrustFile> files)
    {
        var lines = new StringBuilder();
        foreach (var file in files) lines.Append(Convert.ToHexStringLower(SHA256.HashData(file.Bytes.Span))).Append("  ").Append(file.Path).Append('\n');
        return Digest.Sha256(SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString())));
    }

    private static bool HoldsPrivateKey(TrustFile file) =>
        file.Bytes.Span.IndexOf("PRIVATE KEY-----"u8) >= 0;
}
