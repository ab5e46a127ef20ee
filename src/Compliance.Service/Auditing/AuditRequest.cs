using Compliance.Evidence.Acquisition;
using Compliance.Oci.References;

namespace Compliance.Service.Auditing;

/// <summary>What to audit, by which rules, as of when.</summary>
/// <param name="EvaluatedAt">The date that is judged; null for the time of the run.</param>
/// <param name="Out">Where the package shall be.</param>
internal sealed record AuditRequest(ImageReference Image, string ProfileId, AuditInputs Inputs, DateTimeOffset? EvaluatedAt, string Out)
{
    /// <summary>The profile where none is named.</summary>
    public const string DefaultProfile = "fedramp-rev5-moderate";
}
