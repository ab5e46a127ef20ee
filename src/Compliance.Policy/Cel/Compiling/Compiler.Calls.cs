using System.Collections.Immutable;
using Compliance.Policy.Cel.Checking;
using Compliance.Policy.Cel.Functions;
using Compliance.Policy.Cel.Syntax;

namespace Compliance.Policy.Cel.Compiling;

/// <summary>Operators, straight to their bodies, and calls.</summary>
internal sealed partial class Compiler
{
    private Step CompileCall(Expr.Call call)
    {
        if (tree.References[call.Id] is not Reference.Function function) return CompileUnknownCall(call);
        if (CompileOperator(call) is { } step) return step;
        var arguments = function.IsQualified ? call.Arguments[1..] : call.Arguments;
        if (function.Name is "or" or "orValue" && call.IsMember && arguments.Length == 2) return OptionalOr(call, function);
        if (function.Name == "matches" && arguments.Length == 2 && arguments[1] is Expr.Literal { Value.Kind: CelKind.String } literal) return Matches(call, literal, Compile(arguments[0]));
        return Invoke(new Invocation(function.Name, function.Candidates, call.Caret), CompileAll(arguments));
    }

    /// <summary>Not declared: an error when it is reached.</summary>
    private Step CompileUnknownCall(Expr.Call call)
    {
        _ = CompileAll(call.Arguments);
        return Missing(call, CelErrorKind.Overload, $"no such function: {call.Function}");
    }

    private static Step Invoke(Invocation invocation, ImmutableArray<Step> arguments)
    {
        switch (arguments.Length)
        {
            case 0:
                return frame => invocation.Call(frame, []);
            case 1:
                var only = arguments[0];
                return frame => invocation.Call(frame, [only(frame)]);
            case 2:
                var (first, second) = (arguments[0], arguments[1]);
                return frame => invocation.Call(frame, [first(frame), second(frame)]);
            default:
                Step[] all = [.. arguments];
                return frame =>
                {
                    var values = new CelValue[all.Length];
                    for (var i = 0; i < all.Length; i++) values[i] = all[i](frame);
                    return invocation.Call(frame, values);
                };
        }
    }

    private Step? CompileOperator(Expr.Call call)
    {
        switch (call.Function)
        {
            case "-_" or "!_":
                return Unary(call, call.Function == "!_" ? Arithmetic.Not : Arithmetic.Negate);
            case "size" when call.Arguments.Length == 1:
                return Unary(call, Access.Size);
            case "_==_" or "_!=_":
                return Equality(call);
            case "@in":
                return Membership(call);
            case "_+_":
                return Growing(call);
            default:
                return Operator(call.Function) is { } body ? Binary(call, body) : null;
        }
    }

    private static Func<CelValue, CelValue, CelValue>? Operator(string function) => function switch
    {
        "_-_" => Arithmetic.Subtract,
        "_*_" => Arithmetic.Multiply,
        "_/_" => Arithmetic.Divide,
        "_%_" => Arithmetic.Modulo,
        "_<_" => Ordering.Less,
        "_<=_" => Ordering.LessOrEqual,
        "_>_" => Ordering.Greater,
        "_>=_" => Ordering.GreaterOrEqual,
        "_[_]" => Access.Index,
        "_[?_]" => Access.OptionalIndex,
        _ => null,
    };

    private Step Unary(Expr.Call call, Func<CelValue, CelValue> body)
    {
        var (operand, position) = (Compile(call.Arguments[0]), call.Caret);
        return frame =>
        {
            var value = operand(frame);
            frame.Weigh(value);
            var result = body(value);
            return result.Kind == CelKind.Error ? Failures.Located(result, position) : result;
        };
    }

    private Step Binary(Expr.Call call, Func<CelValue, CelValue, CelValue> body)
    {
        var (left, right, position) = (Compile(call.Arguments[0]), Compile(call.Arguments[1]), call.Caret);
        return frame =>
        {
            var (first, second) = (left(frame), right(frame));
            frame.Weigh(first);
            frame.Weigh(second);
            var result = body(first, second);
            return result.Kind == CelKind.Error ? Failures.Located(result, position) : result;
        };
    }

    /// <summary>Addition, charged for the size of what it makes.</summary>
    private Step Growing(Expr.Call call)
    {
        var (left, right, position) = (Compile(call.Arguments[0]), Compile(call.Arguments[1]), call.Caret);
        return frame =>
        {
            var result = Arithmetic.Add(left(frame), right(frame));
            if (result.Kind == CelKind.Error) return Failures.Located(result, position);
            if (result.Kind is CelKind.String or CelKind.List or CelKind.Bytes) frame.Charge(Sizes.Units(result));
            return result;
        };
    }

    private Step Equality(Expr.Call call)
    {
        var isEqual = call.Function == "_==_";
        var left = Compile(call.Arguments[0]);
        if (call.Arguments[1] is Expr.Literal { Value: { Kind: CelKind.String } constant } && !isTraced)
        {
            var text = constant.AsString;
            return frame =>
            {
                var value = left(frame);
                return value.Object is CelString found ? CelValue.Bool(string.Equals(found.Text, text) == isEqual) : Same(frame, value, constant, isEqual);
            };
        }

        var right = Compile(call.Arguments[1]);
        return frame => Same(frame, left(frame), right(frame), isEqual);
    }

    private static CelValue Same(Frame frame, CelValue left, CelValue right, bool isEqual)
    {
        var same = CelEquality.Equal(left, right, frame);
        return same.Kind == CelKind.Bool ? CelValue.Bool(same.Bits != 0 == isEqual) : same;
    }

    private Step Membership(Expr.Call call)
    {
        var (left, right, position) = (Compile(call.Arguments[0]), Compile(call.Arguments[1]), call.Caret);
        return frame =>
        {
            var element = left(frame);
            frame.Weigh(element);
            var result = Access.In(frame, element, right(frame));
            return result.Kind == CelKind.Error ? Failures.Located(result, position) : result;
        };
    }

    /// <summary><c>or</c> and <c>orValue</c> look at their argument only when the optional has no value.</summary>
    private Step OptionalOr(Expr.Call call, Reference.Function function)
    {
        var (left, right, isValue) = (Compile(call.Arguments[0]), Compile(call.Arguments[1]), function.Name == "orValue");
        var invocation = new Invocation(function.Name, function.Candidates, call.Caret);
        return frame =>
        {
            var first = left(frame);
            if (first.Object is not CelOptional optional) return first.IsKnown ? invocation.Call(frame, [first, right(frame)]) : first;
            if (optional.HasValue) return isValue ? optional.Content : first;
            var second = right(frame);
            return isValue || second.Kind is CelKind.Optional || !second.IsKnown ? second : invocation.Call(frame, [first, second]);
        };
    }

    /// <summary>A literal pattern is made once, and refused when compiling.</summary>
    private Step Matches(Expr.Call call, Expr.Literal literal, Step text)
    {
        var pattern = PatternReader.Read(literal.Value.AsString, source.Limits.MaxPatternStates, out var reason);
        var position = call.Caret;
        if (isTraced) _ = Compile(literal);
        if (pattern is null)
        {
            source.Report(CelDiagnostics.Pattern, literal.Start, reason);
            return Missing(call, CelErrorKind.InvalidArgument, reason);
        }

        return frame =>
        {
            var value = text(frame);
            if (value.Object is CelString content) return pattern.IsMatch(content.Text, frame);
            return value.IsKnown ? Failures.Located(Refusal.Of("matches", value), position) : value;
        };
    }
}
