using Compliance.Policy.Cel.Functions;
using Compliance.Policy.Cel.Syntax;

namespace Compliance.Policy.Cel.Compiling;

/// <summary>Logical operators, conditionals and the nodes that declare variables.</summary>
internal sealed partial class Compiler
{
    private Step CompileLogic(Expr.Logic logic)
    {
        Step[] terms = [.. CompileAll(logic.Terms)];
        var (decides, position) = (logic.IsOr, logic.Caret);
        if (terms.Length != 2) return frame => Chain(frame, terms, decides, position);
        var (left, right) = (terms[0], terms[1]);
        return frame =>
        {
            var first = left(frame);
            if (!ReferenceEquals(first.Object, CelScalar.Bool)) return Absorb(first, right(frame), decides, position);
            if ((first.Bits != 0) == decides) return first;
            var second = right(frame);
            return ReferenceEquals(second.Object, CelScalar.Bool) ? second : Absorb(first, second, decides, position);
        };
    }

    private static CelValue Chain(Frame frame, Step[] terms, bool decides, int position)
    {
        var result = CelValue.Bool(!decides);
        foreach (var term in terms)
        {
            result = Absorb(result, term(frame), decides, position);
            if (ReferenceEquals(result.Object, CelScalar.Bool) && (result.Bits != 0) == decides) return result;
        }

        return result;
    }

    /// <summary>The deciding value wins over everything, then unknown over error, in either order.</summary>
    private static CelValue Absorb(CelValue left, CelValue right, bool decides, int position)
    {
        if (decides ? left.IsTrue || right.IsTrue : left.IsFalse || right.IsFalse) return CelValue.Bool(decides);
        left = Truth(left, position);
        right = Truth(right, position);
        return left.Kind == CelKind.Bool ? right : right.Kind == CelKind.Bool ? left : CelValue.Poison(left, right);
    }

    private static CelValue Truth(CelValue value, int position) => value.Kind is CelKind.Bool or CelKind.Unknown or CelKind.Error
        ? value
        : Failures.Located(CelValue.Error(CelErrorKind.Overload, $"no such overload: a condition of {value.TypeName}"), position);

    private Step CompileConditional(Expr.Conditional conditional)
    {
        var (test, yes, no, position) = (Compile(conditional.Test), Compile(conditional.Yes), Compile(conditional.No), conditional.Caret);
        return frame =>
        {
            var answer = Truth(test(frame), position);
            return answer.Kind != CelKind.Bool ? answer : answer.Bits != 0 ? yes(frame) : no(frame);
        };
    }

    private Step CompileComprehension(Expr.Comprehension node)
    {
        var range = Compile(node.Range);
        var filter = node.Filter is null ? null : Compile(node.Filter);
        var step = node.Step is null ? null : Compile(node.Step);
        var weight = 1 + (node.Filter is null ? 0 : Costs.Straight(node.Filter)) + (node.Step is null ? 0 : Costs.Straight(node.Step));
        var loop = Comprehensions.Make(node.Kind, range, tree.Slots[node.Id], node.Variables.Length == 2, filter, step, weight);
        var position = node.Caret;
        return frame =>
        {
            var value = loop(frame);
            return value.Kind == CelKind.Error ? Failures.Located(value, position) : value;
        };
    }

    private Step CompileBind(Expr.Bind bind)
    {
        var (value, body, slot) = (Compile(bind.Value), Compile(bind.Body), tree.Slots[bind.Id]);
        return frame =>
        {
            frame.Locals[slot] = value(frame);
            return body(frame);
        };
    }

    private Step CompileOptionalMap(Expr.OptionalMap node)
    {
        var (target, body, slot, isFlat, position) = (Compile(node.Target), Compile(node.Body), tree.Slots[node.Id], node.IsFlat, node.Caret);
        var name = isFlat ? "optFlatMap" : "optMap";
        return frame =>
        {
            var optional = target(frame);
            if (optional.Object is not CelOptional content) return optional.IsKnown ? Failures.Located(Refusal.Of(name, optional), position) : optional;
            if (!content.HasValue) return optional;
            frame.Locals[slot] = content.Content;
            var result = body(frame);
            if (!isFlat || !result.IsKnown) return CelValue.Optional(result);
            return result.Kind == CelKind.Optional ? result : Failures.Located(Refusal.Of(name, result), position);
        };
    }
}
