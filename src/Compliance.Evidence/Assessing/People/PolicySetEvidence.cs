using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Raw;
using Compliance.Formats.CryptoModules.Cmvp.Lists;
using Compliance.Formats.Reading;
using Compliance.Policy.Exceptions;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Assessing;

/// <summary>
/// A signed set of policies: a list of the SHA-256 of every file, as <c>sha256sum</c> prints it, and a detached signature over the list. A set is signed as a whole; a package
/// holds the list, the signature and the files that it used.
/// </summary>
public static class PolicySetEvidence
{
    /// <summary>The list, in the root of the policies folder.</summary>
    public const string ManifestName = "policies.sha256";

    /// <summary>The signature beside it.</summary>
    public const string SignatureName = "policies.sig";

    /// <summary>The list for a set of files: ordinal order of paths.</summary>
    public static byte[] Manifest(IEnumerable<PolicyFile> files)
    {
        var text = new StringBuilder();
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal)) text.Append(Digests.Sha256(file.Content.Span).Hex).Append("  ").Append(file.Path).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>What the list says otherwise than the files; empty when every file is listed with its digest.</summary>
    /// <param name="whole">Whether the list may name no other files either.</param>
    public static IEnumerable<string> Problems(ReadOnlySpan<byte> manifest, IReadOnlyCollection<PolicyFile> files, bool whole)
    {
        var listed = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var line in Encoding.UTF8.GetString(manifest).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length < 67 || line[64..66] != "  " || !listed.TryAdd(line[66..], line[..64])) problems.Add("a line of the list is not readable, or a file stands twice");
        }

        foreach (var file in files)
        {
            if (!listed.Remove(file.Path, out var hex) && IsImported(file.Path)) continue;
            if (hex is null) problems.Add($"{file.Path} is not in the signed list");
            else if (hex != Digests.Sha256(file.Content.Span).Hex) problems.Add($"{file.Path} was changed after signing");
        }

        return whole ? problems.Concat(listed.Keys.Order(StringComparer.Ordinal).Select(path => $"{path} is in the signed list and not in the folder")) : problems;
    }

    /// <summary>An imported list of certificates is no part of the set: it has a signature of its own, and facts say what came of it.</summary>
    private static bool IsImported(string path) => path is $"catalogs/{CmvpList.Path}" or $"catalogs/{CmvpList.SignaturePath}";

    /// <summary>Judges list and signature; null when there is neither.</summary>
    /// <param name="set">The two files, <see cref="RawItem.Origin"/> is the name.</param>
    public static PolicySetSignature? Judge(IReadOnlyCollection<RawDocument> set, IReadOnlyCollection<PolicyFile> files, bool whole, TrustPolicy? trust, DateTimeOffset at, Limits limits)
    {
        var (manifest, signature) = (set.FirstOrDefault(file => file.Item.Origin == ManifestName), set.FirstOrDefault(file => file.Item.Origin == SignatureName));
        if (manifest is null && signature is null) return null;
        if (manifest is null || signature is null) return new PolicySetSignature("failed", "", "", $"{(manifest is null ? ManifestName : SignatureName)} is missing");
        if (!manifest.Fits(limits) || manifest.Item.Size > limits.MaxYamlBytes) return new PolicySetSignature("failed", "", manifest.Item.Sha256.ToString(), "the list is larger than is read");
        var bytes = manifest.ReadAll(limits);
        var name = manifest.Item.Sha256.ToString();
        if (Problems(bytes, files, whole).FirstOrDefault() is { } problem) return new PolicySetSignature("failed", "", name, problem);
        var judged = DocumentJudgement.Judge(signature, bytes, trust, TrustPurpose.SignPolicies, at, limits);
        return new PolicySetSignature(judged.Standing == SignatureStanding.Verified ? "verified" : judged.Word, judged.Signer, name, judged.Detail);
    }

    internal static Evaluation Apply(Evaluation evaluation, PolicySet policies, RawEvidence raw, Limits limits) => raw.PolicySet is not { } set
        ? evaluation
        : evaluation with { PolicySignature = Judge(set, policies.Files, whole: false, WaiverEvidence.TrustOf(raw, limits), evaluation.EvaluatedAt, limits) };
}
