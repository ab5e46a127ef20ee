using System.Collections.Immutable;
using Compliance.Policy.Results;

namespace Compliance.Pipeline.Delta;

/// <param name="Before">Null where the policy did not judge the image; likewise <paramref name="After"/>.</param>
/// <param name="Controls"><c>framework/id</c>, sorted.</param>
public sealed record ControlChange(string PolicyId, Verdict? Before, Verdict? After, ImmutableArray<string> Controls);
