using System.Collections.Immutable;
using Compliance.Cryptography.Hashing;
using Compliance.Cryptography.Merkle;
using Compliance.Cryptography.Signing;
using Compliance.Evidence.Packaging.Documents;
using Compliance.Evidence.Packaging.Writing;
using Compliance.Evidence.Raw;
using Compliance.Formats;

namespace Compliance.Evidence.Packaging;

/// <summary>
/// Makes evidence packages in two steps: <see cref="Prepare"/> settles what the package says, reports are rendered from its draft by whoever
/// wants them, and <see cref="PreparedPackage.Seal"/> writes and signs it.
/// </summary>
public static class EvidencePackager
{
    private static readonly MediaType Json = new("application/json");

    /// <param name="signer">Who will seal the package; the draft describes it.</param>
    /// <exception cref="ArgumentException">Facts or subjects are not one for each image, or a policy file has a path that is no allowed entry name.</exception>
    public static PreparedPackage Prepare(PackageInputs inputs, SignerDescription signer)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Check(inputs);
        var files = Files(inputs).OrderBy(file => file.File.Path, StringComparer.Ordinal).ToImmutableArray();
        var root = MerkleTree.Root(files.Select(file => (file.File.Path, file.File.Sha256)));
        var draft = new EvidenceDraft
        {
            PackageId = PackageId.Of(root, inputs.Run),
            EvidenceRoot = root,
            Run = inputs.Run,
            System = inputs.System,
            Subjects = inputs.Subjects,
            Facts = inputs.Facts,
            Evaluation = inputs.Evaluation,
            Files = [.. files.Select(file => file.File)],
            Signer = signer,
            TrustInputs = inputs.TrustInputs,
            Evaluator = inputs.Evaluator,
            Limits = inputs.Limits,
        };
        return new PreparedPackage(draft, files);
    }

    /// <summary>What a signer says of itself.</summary>
    public static SignerDescription Describe(ISigner signer) =>
        new(signer.Subject, signer.Algorithm.Name, signer.CertificateFingerprint, signer.AnchorFingerprint, signer.IsSelfIssued, signer.IsTimestamped);

    private static void Check(PackageInputs inputs)
    {
        var images = inputs.Raw.Images.Select(image => image.Subject).ToArray();
        if (!images.SequenceEqual(inputs.Facts.Select(facts => facts.Subject))) throw new ArgumentException("facts are not one set for each image, in the order of images", nameof(inputs));
        if (!images.SequenceEqual(inputs.Subjects.Select(subject => subject.Manifest))) throw new ArgumentException("subjects are not one for each image, in the order of images", nameof(inputs));
        if (inputs.Evaluation.EvaluatedAt != inputs.Run.EvaluatedAt) throw new ArgumentException("the run names another date than the evaluation", nameof(inputs));
    }

    private static IEnumerable<PayloadFile> Files(PackageInputs inputs)
    {
        yield return PayloadFile.Of(RawPaths.Root + RawIndex.Path, Json, "evidence-index", "made when packed", RawIndex.Write(inputs.Raw));
        foreach (var document in inputs.Raw.Documents)
        {
            var item = document.Item;
            yield return new PayloadFile(new EvidenceFile(RawPaths.Root + item.Path, item.Size, item.Sha256, item.MediaType, item.Role.ToName(), item.Origin), document.Open);
        }

        foreach (var policy in inputs.Policies)
            yield return PayloadFile.Of(PackagePaths.Policies + policy.Path, new MediaType(policy.Path.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "application/yaml"), "policy", policy.Path, policy.Content);
        yield return PayloadFile.Of(PackagePaths.Facts, Json, "facts", "collected from the evidence", FactsDocument.Write(inputs.Facts));
        yield return PayloadFile.Of(PackagePaths.Results, Json, "results", "evaluated from the facts", ResultsDocument.Write(inputs.Evaluation));
        yield return PayloadFile.Of(PackagePaths.Evaluator, Json, "environment", "stated by the evaluator", EvaluatorDocument.Write(inputs.Evaluator));
    }
}
