using Compliance.Policy.Cel.Checking;
using Compliance.Policy.Cel.Syntax;

namespace Compliance.Policy.Cel.Compiling;

/// <summary>What evaluating costs, known from the tree alone.</summary>
internal static class Costs
{
    /// <summary>One for each node that is evaluated at most once a pass: bodies of comprehensions are charged by their rows.</summary>
    public static int Straight(Expr node) => node is Expr.Comprehension comprehension
        ? 1 + Straight(comprehension.Range)
        : 1 + node.Children.Sum(Straight);

    /// <summary>
    /// The most that the expression would cost if every list and map of unknown size had <see cref="CelLimits.AssumedItems"/> elements and every
    /// string <see cref="CelLimits.AssumedLength"/> characters. Saturates.
    /// </summary>
    public static long Estimate(Expr node, CheckedTree tree, CelLimits limits)
    {
        if (node is Expr.Comprehension loop)
        {
            var body = 1 + (loop.Filter is null ? 0 : Estimate(loop.Filter, tree, limits)) + (loop.Step is null ? 0 : Estimate(loop.Step, tree, limits));
            return Plus(Plus(1, Estimate(loop.Range, tree, limits)), Times(Items(loop.Range, limits), body));
        }

        var cost = node is Expr.Call call ? Plus(1, OfCall(call, tree, limits)) : 1;
        foreach (var child in node.Children) cost = Plus(cost, Estimate(child, tree, limits));
        return cost;
    }

    private static long OfCall(Expr.Call call, CheckedTree tree, CelLimits limits)
    {
        var isGrowing = call.Function is "_+_" or "@in";
        var charge = tree.References[call.Id] is Reference.Function function
            ? function.Candidates.Select(overload => overload.Metered is null ? overload.Charge : CelCharge.Product).DefaultIfEmpty(CelCharge.Constant).Max()
            : CelCharge.Constant;
        if (!isGrowing && charge == CelCharge.Constant) return 0;
        var sizes = call.Arguments.Select(argument => Units(argument, tree, limits)).ToList();
        var total = sizes.Aggregate(0L, Plus);
        return charge == CelCharge.Product && sizes.Count > 1 ? Plus(total, Times(sizes[0], sizes[1])) : total;
    }

    private static long Units(Expr node, CheckedTree tree, CelLimits limits) => tree.TypeOf(node).Kind switch
    {
        CelTypeKind.List or CelTypeKind.Map => Items(node, limits),
        CelTypeKind.String or CelTypeKind.Bytes or CelTypeKind.Dyn => (node is Expr.Literal literal ? Functions.Sizes.Of(literal.Value) : limits.AssumedLength) / 10,
        _ => 0,
    };

    private static long Items(Expr node, CelLimits limits) => node switch
    {
        Expr.ListLiteral list => list.Items.Length,
        Expr.MapLiteral map => map.Keys.Length,
        Expr.Comprehension { Kind: ComprehensionKind.Filter or ComprehensionKind.Map or ComprehensionKind.TransformMap or ComprehensionKind.SortBy } loop => Items(loop.Range, limits),
        _ => limits.AssumedItems,
    };

    private static long Plus(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    private static long Times(long left, long right) => left != 0 && right > long.MaxValue / left ? long.MaxValue : left * right;
}
