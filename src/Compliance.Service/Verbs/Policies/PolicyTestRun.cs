using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Cases;
using Compliance.Policy.Cases.Covering;
using Compliance.Policy.Cases.Mutating;

namespace Compliance.Service.Verbs.Policies;

/// <summary>What <c>policy test</c> found.</summary>
/// <param name="Defects">Why no case ran; empty when they did.</param>
/// <param name="Coverage">Null when it was not asked for.</param>
/// <param name="Mutations">Null when it was not asked for, or when a case fails already.</param>
internal sealed record PolicyTestRun(
    ImmutableArray<Defect> Defects,
    int Policies,
    ImmutableArray<CaseResult> Results,
    ImmutableArray<CheckCoverage>? Coverage,
    ImmutableArray<MutationReport>? Mutations)
{
    public IEnumerable<CaseResult> Failed => Results.Where(result => !result.Passed);

    public bool IsGood => Defects.IsEmpty && !Failed.Any() && (Mutations is not { } reports || reports.All(report => report.Survivors.IsEmpty && report.Stale.IsEmpty));
}
