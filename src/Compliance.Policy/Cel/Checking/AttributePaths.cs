using Compliance.Policy.Cel.Syntax;

namespace Compliance.Policy.Cel.Checking;

/// <summary>The attributes that a tree names.</summary>
internal static class AttributePaths
{
    /// <summary>Full paths only: where <c>a.b</c> is selected, <c>a</c> is not listed for it.</summary>
    public static IEnumerable<string> Of(CheckedTree tree)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        Collect(tree, tree.Root, found, isIntermediate: false);
        return found;
    }

    private static void Collect(CheckedTree tree, Expr node, SortedSet<string> found, bool isIntermediate)
    {
        if (!isIntermediate && tree.Paths[node.Id] is { } path) found.Add(path);
        foreach (var child in node.Children) Collect(tree, child, found, node is Expr.Select && tree.References[node.Id] is null);
    }
}
