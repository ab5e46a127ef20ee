using Compliance.Policy.Cel.Syntax;

namespace Compliance.Policy.Cel.Checking;

/// <summary>A tree with what checking found out, by node id.</summary>
internal sealed class CheckedTree(Expr root, int nodes)
{
    public Expr Root => root;

    public CelType[] Types { get; } = new CelType[nodes];

    public Reference?[] References { get; } = new Reference?[nodes];

    /// <summary>The attribute that a name or selection reads: <c>packages[].supplier</c>; null when it is not a plain path.</summary>
    public string?[] Paths { get; } = new string?[nodes];

    /// <summary>The first slot of the variables that a comprehension, bind or optional macro declares.</summary>
    public int[] Slots { get; } = new int[nodes];

    /// <summary>Slots that a frame needs.</summary>
    public int LocalCount { get; set; }

    public CelType TypeOf(Expr node) => Types[node.Id];
}
