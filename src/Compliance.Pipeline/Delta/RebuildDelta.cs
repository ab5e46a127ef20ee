using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Pipeline.Plan;
using Compliance.Policy.Results;

namespace Compliance.Pipeline.Delta;

/// <summary>What a rebuild changed, from the evidence before and after. Null figures are unknown, never zero.</summary>
public sealed record RebuildDelta
{
    public required ImmutableArray<Digest> Before { get; init; }

    public required ImmutableArray<Digest> After { get; init; }

    public required Verdict VerdictBefore { get; init; }

    public required Verdict VerdictAfter { get; init; }

    /// <summary>Policies whose verdict is another one, ordered by id.</summary>
    public required ImmutableArray<ControlChange> Controls { get; init; }

    /// <summary>Ordered by name; without reasons.</summary>
    public required ImmutableArray<PackageChange> Packages { get; init; }

    /// <summary>Ids that are gone; null where one side has no feed.</summary>
    public required ImmutableArray<string>? VulnerabilitiesClosed { get; init; }

    public required ImmutableArray<string>? VulnerabilitiesOpened { get; init; }

    public required DeltaState StateBefore { get; init; }

    public required DeltaState StateAfter { get; init; }

    /// <summary>Whole milliseconds from the first step to the finished image; null where no run is known.</summary>
    public required long? BuildMilliseconds { get; init; }

    public required ChangeClass ProposedClass { get; init; }

    public required ImmutableArray<string> ProposedBecause { get; init; }
}
