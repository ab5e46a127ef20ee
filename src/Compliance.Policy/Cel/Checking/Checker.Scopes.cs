using Compliance.Policy.Cel.Syntax;

namespace Compliance.Policy.Cel.Checking;

/// <summary>Nodes that declare variables.</summary>
internal sealed partial class Checker
{
    private CelType VisitComprehension(Expr.Comprehension node)
    {
        if (++loops > source.Limits.MaxComprehensionDepth)
        {
            source.Report(CelDiagnostics.TooLarge, node.Caret, $"comprehensions nested deeper than {source.Limits.MaxComprehensionDepth}");
            loops--;
            return CelType.Error;
        }

        var range = unifier.Substitute(Visit(node.Range), freeToDyn: false);
        var (key, value) = Elements(node, range);
        var path = tree.Paths[node.Range.Id] is { } known ? known + "[]" : null;
        var isPair = node.Variables.Length == 2;
        Declare(node, isPair ? [(node.Variables[0], key, null), (node.Variables[1], value, path)] : [(node.Variables[0], range.Kind == CelTypeKind.Map ? key : value, path)]);
        var element = locals[^1].Type;
        if (node.Filter is not null) Require(node.Filter, CelType.Bool);
        var step = node.Step is null ? CelType.Dyn : Visit(node.Step);
        locals.RemoveRange(locals.Count - node.Variables.Length, node.Variables.Length);
        loops--;
        return node.Kind switch
        {
            ComprehensionKind.All or ComprehensionKind.Exists or ComprehensionKind.ExistsOne => CelType.Bool,
            ComprehensionKind.Filter or ComprehensionKind.SortBy => CelType.List(element),
            ComprehensionKind.Map => CelType.List(step),
            ComprehensionKind.TransformMap => CelType.Map(key, step),
            _ => EntryMap(node, step),
        };
    }

    private CelType EntryMap(Expr.Comprehension node, CelType step)
    {
        step = unifier.Substitute(step, freeToDyn: false);
        return step.Kind is CelTypeKind.Map or CelTypeKind.Dyn or CelTypeKind.Error or CelTypeKind.Parameter
            ? step
            : Fault(CelDiagnostics.WrongType, node.Step!, $"transformMapEntry() needs a map for each entry, this is {Shown(step)}");
    }

    private (CelType Key, CelType Value) Elements(Expr.Comprehension node, CelType range)
    {
        switch (range.Kind)
        {
            case CelTypeKind.List:
                return (CelType.Int, range.Parameters[0]);
            case CelTypeKind.Map:
                return (range.Parameters[0], range.Parameters[1]);
            case CelTypeKind.Dyn or CelTypeKind.Error or CelTypeKind.Parameter:
                unifier.IsAssignable(CelType.Dyn, range);
                return (CelType.Dyn, CelType.Dyn);
            default:
                Fault(CelDiagnostics.WrongType, node, $"a list or map is needed here, this is {Shown(range)}");
                return (CelType.Error, CelType.Error);
        }
    }

    private CelType VisitBind(Expr.Bind bind)
    {
        var type = Visit(bind.Value);
        Declare(bind, [(bind.Variable, type, tree.Paths[bind.Value.Id])]);
        var result = Visit(bind.Body);
        locals.RemoveAt(locals.Count - 1);
        return result;
    }

    private CelType VisitOptionalMap(Expr.OptionalMap node)
    {
        var target = unifier.Substitute(Visit(node.Target), freeToDyn: false);
        var isOptional = target.Kind == CelTypeKind.Optional;
        if (!isOptional && target.Kind is not (CelTypeKind.Dyn or CelTypeKind.Error or CelTypeKind.Parameter))
        {
            Fault(CelDiagnostics.WrongType, node, $"an optional is needed here, this is {Shown(target)}");
        }

        Declare(node, [(node.Variable, isOptional ? target.Parameters[0] : CelType.Dyn, tree.Paths[node.Target.Id])]);
        var body = unifier.Substitute(Visit(node.Body), freeToDyn: false);
        locals.RemoveAt(locals.Count - 1);
        if (!node.IsFlat) return CelType.Optional(body);
        return body.Kind is CelTypeKind.Optional or CelTypeKind.Dyn or CelTypeKind.Error or CelTypeKind.Parameter
            ? body
            : Fault(CelDiagnostics.WrongType, node.Body, $"optFlatMap() needs an optional, this is {Shown(body)}");
    }

    private void Declare(Expr node, params ReadOnlySpan<(string Name, CelType Type, string? Path)> variables)
    {
        tree.Slots[node.Id] = locals.Count;
        foreach (var variable in variables) locals.Add(isStrict ? variable : variable with { Type = CelType.Dyn });
        tree.LocalCount = Math.Max(tree.LocalCount, locals.Count);
    }
}
