using System.Collections.Immutable;
using Compliance.Policy.Documents;
using Compliance.Policy.Results;

namespace Compliance.Policy.Library;

/// <summary>What a person has to provide, and the controls of the profile that it speaks to.</summary>
public sealed record HumanNeed(NeededEvidence Evidence, ImmutableArray<AskedControlDocument> Controls);
