using Compliance.Evidence.Verification.Reperforming;
using Compliance.Formats.Reading;

namespace Compliance.Evidence.Assessing;

/// <summary>Does an audit again from what a package holds, by the same call that an audit makes.</summary>
public sealed class Reperformance : IReperformance
{
    public Reading<Reperformed> Perform(ReperformanceInput input)
    {
        var reading = Assessment.Make(input.Raw, input.Policies, input.ProfileId, input.EvaluatedAt, input.Limits);
        return reading.Select(assessment => new Reperformed(
            assessment.Facts,
            assessment.Evaluation,
            AuditStatement.HeaderOf(assessment),
            AuditStatement.SubjectsOf(input.Raw, assessment.Facts),
            AuditStatement.TrustOf(input.Raw, input.Limits))
        { LeftOut = input.Raw.LeftOut });
    }
}
