using Compliance.Formats.Reading;

namespace Compliance.Evidence.Verification.Reperforming;

/// <summary>
/// Collects facts from raw evidence and evaluates them by packed policies, by the same code that made the package. A pure function of its
/// input: no network, no store, no clock. What strangers wrote never throws; what can't be done (policies that do not load) is rejected with defects.
/// </summary>
public interface IReperformance
{
    Reading<Reperformed> Perform(ReperformanceInput input);
}
