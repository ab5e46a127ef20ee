using System.Collections.Immutable;
using Compliance.Cryptography.Documents;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Library;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Auditing;

/// <summary>The signature over a policies folder, where there is one.</summary>
internal static class PolicySetFolder
{
    /// <summary>List and signature; null when the set is not signed.</summary>
    /// <exception cref="VerbFailure">One of the two is missing, or a file of the folder is not as it was signed.</exception>
    public static ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)>? Read(string folder, ImmutableArray<PolicyFile> files, Limits limits)
    {
        var (manifest, signature) = (Path.Combine(folder, PolicySetEvidence.ManifestName), Path.Combine(folder, PolicySetEvidence.SignatureName));
        if (!File.Exists(manifest) && !File.Exists(signature)) return null;
        if (!File.Exists(manifest) || !File.Exists(signature)) throw Broken($"{(File.Exists(manifest) ? signature : manifest)} is missing");
        if (new FileInfo(manifest).Length > limits.MaxYamlBytes || new FileInfo(signature).Length > DocumentSignatures.MaxBytes) throw Broken($"{manifest} or its signature is larger than is read");
        var bytes = File.ReadAllBytes(manifest);
        if (PolicySetEvidence.Problems(bytes, files, whole: true).FirstOrDefault() is { } problem) throw Broken(problem);
        return [(PolicySetEvidence.ManifestName, bytes), (PolicySetEvidence.SignatureName, File.ReadAllBytes(signature))];
    }

    /// <summary>The two files as judges take them.</summary>
    public static RawDocument[] Documents(ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)> set) =>
        [.. set.Select(file => RawDocument.Of(file.Path, RawRole.PolicySet, file.Path, new MediaType("application/octet-stream"), file.Bytes))];

    public static VerbFailure Broken(string problem) =>
        new(ExitCodes.UnreadableInput, $"the signature of the policies is broken: {problem}", "put the files back as they were signed, sign the set again (compliance policy sign), or name its signer in trust.yaml with may: [sign-policies]");
}
