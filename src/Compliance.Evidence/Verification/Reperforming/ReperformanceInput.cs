using System.Collections.Immutable;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Policy.Library;

namespace Compliance.Evidence.Verification.Reperforming;

/// <summary>All that a package holds for doing its audit again.</summary>
/// <param name="Policies">Files of <c>data/policy/</c>, paths as they were given.</param>
/// <param name="ProfileId">The profile that the results name.</param>
/// <param name="EvaluatedAt">The date that the results name.</param>
public sealed record ReperformanceInput(RawEvidence Raw, ImmutableArray<PolicyFile> Policies, string ProfileId, DateTimeOffset EvaluatedAt, Limits Limits);
