using System.Collections.Immutable;

namespace Compliance.Policy.Cel.Checking;

/// <summary>What a node was found to mean.</summary>
internal abstract record Reference
{
    public sealed record Variable(int Slot) : Reference;

    /// <summary>A comprehension or bind variable, by its slot in the frame.</summary>
    public sealed record Local(int Slot) : Reference;

    /// <summary>The name of a type.</summary>
    public sealed record TypeName(CelValue Value) : Reference;

    /// <param name="Candidates">Overloads that the static types leave, in order.</param>
    /// <param name="IsQualified">The receiver was part of the name (<c>math.abs</c>) and is no argument.</param>
    public sealed record Function(string Name, ImmutableArray<CelOverload> Candidates, bool IsQualified) : Reference;
}
