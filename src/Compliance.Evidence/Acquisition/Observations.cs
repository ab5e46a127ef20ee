using System.Collections.Immutable;

namespace Compliance.Evidence.Acquisition;

/// <summary>All observations, in the order in which they are asked.</summary>
public static class Observations
{
    public static ImmutableArray<IFileObservation> All { get; } = [];
}
