using System.Collections.Immutable;

namespace Compliance.Policy.Cel;

/// <summary>One signature of a function.</summary>
/// <param name="Id">Unique among the overloads of the function; for messages and documentation.</param>
/// <param name="Parameters">The receiver first, when it is called as a member. Type parameters are <see cref="CelType.Parameter"/>.</param>
public sealed record CelOverload(string Id, ImmutableArray<CelType> Parameters, CelType Result, CelImplementation Implementation)
{
    /// <summary>Called as <c>receiver.name(…)</c>, not as <c>name(…)</c>.</summary>
    public bool IsMember { get; init; }

    public CelCharge Charge { get; init; }

    /// <summary>Called instead of the implementation, where the work depends on more than the sizes of the arguments.</summary>
    internal Compiling.Metered? Metered { get; init; }

    /// <summary>Whether arguments may be incomplete lists; otherwise one makes the call unknown without calling.</summary>
    public bool TakesIncompleteLists { get; init; }
}
