using System.Collections.Immutable;
using Compliance.Policy.Findings.Poam;
using Compliance.Policy.Findings.Tracking;

namespace Compliance.Policy.Findings.Recording;

/// <summary>Deviations that the cells of a POA&amp;M state. They are told, and hold only when an approver is evidenced elsewhere.</summary>
internal static class StatedDeviations
{
    public static IEnumerable<Deviation> Of(ImmutableSortedDictionary<string, string> cells)
    {
        foreach (var (header, kind) in ((string, DeviationKind)[])
            [(PoamColumns.FalsePositive, DeviationKind.FalsePositive), (PoamColumns.OperationalRequirement, DeviationKind.OperationalRequirement), (PoamColumns.RiskAdjustment, DeviationKind.RiskAdjustment), (PoamColumns.VendorDependency, DeviationKind.VendorDependency)])
        {
            var said = cells.GetValueOrDefault(header, "").Trim();
            if (said.Length == 0 || said.Equals("No", StringComparison.OrdinalIgnoreCase) || said.Equals("N/A", StringComparison.OrdinalIgnoreCase)) continue;
            yield return new Deviation
            {
                Kind = kind,
                State = said.Equals("Pending", StringComparison.OrdinalIgnoreCase) ? DeviationState.Requested : DeviationState.Stated,
                Rationale = cells.GetValueOrDefault(PoamColumns.DeviationRationale, ""),
                AdjustedSeverity = kind == DeviationKind.RiskAdjustment ? cells.GetValueOrDefault(PoamColumns.AdjustedRiskRating, "").Trim().ToLowerInvariant() : "",
                Product = kind == DeviationKind.VendorDependency ? cells.GetValueOrDefault(PoamColumns.VendorProduct, "") : "",
                LastCheckIn = kind == DeviationKind.VendorDependency ? cells.GetValueOrDefault(PoamColumns.LastVendorCheckIn, "") : "",
                Source = "POA&M",
            };
        }
    }
}
