using System.Collections.Immutable;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Packaging.Documents;
using Compliance.Evidence.Packaging.Writing;
using Compliance.Evidence.Verification.Parts;
using Compliance.Evidence.Verification.Reperforming;
using Compliance.Formats.Reading;
using Compliance.Policy.Library;

namespace Compliance.Evidence.Verification;

/// <summary>
/// Opens a package to look into its evidence (<c>show</c>, <c>explain</c>), not to believe it: the container and the index are read strictly, the signature
/// is not asked. Whoever wants to believe it uses <see cref="PackageVerifier"/>.
/// </summary>
public static class PackageEvidence
{
    /// <summary>What doing the audit again starts from. The stream must stay open as long as the evidence is read.</summary>
    /// <exception cref="IOException">The stream failed.</exception>
    public static Reading<ReperformanceInput> Open(Stream package, Limits limits)
    {
        var (contents, container) = ContainerVerification.Verify(package, limits);
        if (contents is null)
            return Readings.Reject<ReperformanceInput>(container.Checks.Select(check => new Defect(check.Code, new Locator("package"), check.Detail)));
        if (contents.Read(PackagePaths.Results) is not { } results) return Reject(PackagePaths.Results, "is missing or unreadable");
        var evaluation = ResultsDocument.Read(results, PackagePaths.Results, limits);
        if (!evaluation.TryGet(out var recorded)) return Readings.Reject<ReperformanceInput>(evaluation.Defects);
        if (RawVerification.Read(contents) is not { } raw) return Reject(Raw.RawPaths.Root, "the evidence can't be read");
        var policies = ImmutableArray.CreateBuilder<PolicyFile>();
        foreach (var name in contents.Payload.Where(name => name.StartsWith(PackagePaths.Policies, StringComparison.Ordinal)))
        {
            if (contents.Read(name) is not { } content) return Reject(name, "can't be read");
            policies.Add(new PolicyFile(name[PackagePaths.Policies.Length..], content));
        }

        return Readings.Accept(new ReperformanceInput(raw, policies.ToImmutable(), recorded.ProfileId, recorded.EvaluatedAt, limits));
    }

    private static Reading<ReperformanceInput> Reject(string place, string message) =>
        Readings.Reject<ReperformanceInput>(PackageCodes.Reperformance, new Locator(place), message);
}
