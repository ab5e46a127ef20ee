using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.Policy.Cel.Syntax;

/// <summary>
/// Calls that are syntax: they bind variables or look at their argument's form. Each becomes a node of its own, so that nothing is copied
/// and an expression never grows by expansion.
/// </summary>
internal static class Macros
{
    /// <summary>Null when the call is not a macro; a defect is reported when it is one used wrongly.</summary>
    public static Expr? Expand(Parser parser, Expr? target, string name, ImmutableArray<Expr> arguments, int start, int end, int caret)
    {
        var call = new MacroCall(parser, target, name, arguments, start, end, caret);
        if (target is null) return name == "has" && arguments.Length == 1 ? Has(call) : null;
        if (target is Expr.Name { IsAbsolute: false, Text: "cel" or "math" } space) return InNamespace(call, space.Text);
        return (name, arguments.Length) switch
        {
            ("all", 2 or 3) => Loop(call, ComprehensionKind.All, hasFilter: true, hasStep: false),
            ("exists", 2 or 3) => Loop(call, ComprehensionKind.Exists, hasFilter: true, hasStep: false),
            ("exists_one" or "existsOne", 2 or 3) => Loop(call, ComprehensionKind.ExistsOne, hasFilter: true, hasStep: false),
            ("filter", 2) => Loop(call, ComprehensionKind.Filter, hasFilter: true, hasStep: false),
            ("map", 2) => Loop(call, ComprehensionKind.Map, hasFilter: false, hasStep: true),
            ("map", 3) => Loop(call, ComprehensionKind.Map, hasFilter: true, hasStep: true),
            ("sortBy", 2) => Loop(call, ComprehensionKind.SortBy, hasFilter: false, hasStep: true),
            ("transformList", 3 or 4) => Loop(call, ComprehensionKind.Map, arguments.Length == 4, hasStep: true),
            ("transformMap", 3 or 4) => Loop(call, ComprehensionKind.TransformMap, arguments.Length == 4, hasStep: true),
            ("transformMapEntry", 3 or 4) => Loop(call, ComprehensionKind.TransformMapEntry, arguments.Length == 4, hasStep: true),
            ("optMap" or "optFlatMap", 2) => OptionalMap(call),
            _ => null,
        };
    }

    private static Expr Has(MacroCall call) => call.Arguments[0] is Expr.Select { Mode: SelectMode.Plain } select
        ? call.Made(new Expr.Select(call.Id(), call.Start, call.End, select.Operand, select.Field, SelectMode.Test) { Caret = select.Caret })
        : call.Fail("has() takes a field selection: has(a.b)");

    private static Expr Loop(MacroCall call, ComprehensionKind kind, bool hasFilter, bool hasStep)
    {
        var count = call.Arguments.Length - (hasFilter ? 1 : 0) - (hasStep ? 1 : 0);
        var variables = ImmutableArray.CreateBuilder<string>(count);
        for (var i = 0; i < count; i++)
        {
            if (Variable(call, i) is not { } variable) return call.Fail($"{call.Name}(): a variable must be a simple name");
            if (variables.Contains(variable)) return call.Fail($"{call.Name}(): two variables with the same name");
            variables.Add(variable);
        }

        var filter = hasFilter ? call.Arguments[count] : null;
        var step = hasStep ? call.Arguments[^1] : null;
        return call.Made(new Expr.Comprehension(call.Id(), call.Start, call.End, kind, call.Target!, variables.DrainToImmutable(), filter, step) { Caret = call.Caret });
    }

    private static Expr OptionalMap(MacroCall call) => Variable(call, 0) is { } variable
        ? call.Made(new Expr.OptionalMap(call.Id(), call.Start, call.End, call.Target!, variable, call.Arguments[1], call.Name == "optFlatMap") { Caret = call.Caret })
        : call.Fail($"{call.Name}(): the variable must be a simple name");

    private static string? Variable(MacroCall call, int index) =>
        call.Arguments[index] is Expr.Name { IsAbsolute: false } name ? name.Text : null;

    private static Expr? InNamespace(MacroCall call, string space) => (space, call.Name, call.Arguments.Length) switch
    {
        ("cel", "bind", 3) => Bind(call),
        ("cel", "block", 2) => Block(call),
        ("cel", "index", 1) => BlockName(call, "@index"),
        ("cel", "iterVar" or "accuVar", 2) => BlockName(call, "@" + call.Name),
        ("math", "greatest" or "least", > 2) => Extremum(call),
        _ => null,
    };

    private static Expr Bind(MacroCall call) => Variable(call, 0) is { } variable
        ? call.Made(new Expr.Bind(call.Id(), call.Start, call.End, variable, call.Arguments[1], call.Arguments[2]) { Caret = call.Caret })
        : call.Fail("cel.bind(): the variable must be a simple name");

    private static Expr Block(MacroCall call)
    {
        if (call.Arguments[0] is not Expr.ListLiteral slots || slots.Optional.Contains(true)) return call.Fail("cel.block() takes a list of expressions first");
        var body = call.Arguments[1];
        for (var i = slots.Items.Length - 1; i >= 0; i--)
        {
            var variable = string.Create(CultureInfo.InvariantCulture, $"@index:{i}");
            body = call.Made(new Expr.Bind(call.Id(), call.Start, call.End, variable, slots.Items[i], body) { Caret = call.Caret });
        }

        return body;
    }

    private static Expr BlockName(MacroCall call, string prefix)
    {
        var name = prefix;
        foreach (var argument in call.Arguments)
        {
            if (argument is not Expr.Literal { Value.Kind: CelKind.Int } index || index.Value.AsInt < 0) return call.Fail($"cel.{call.Name}() takes non-negative integer literals");
            name += string.Create(CultureInfo.InvariantCulture, $":{index.Value.AsInt}");
        }

        return call.Made(new Expr.Name(call.Id(), call.Start, call.End, name, isAbsolute: false) { Caret = call.Caret });
    }

    /// <summary>More than two arguments are one list.</summary>
    private static Expr.Call Extremum(MacroCall call)
    {
        ImmutableArray<bool> optional = [.. call.Arguments.Select(_ => false)];
        var list = call.Made(new Expr.ListLiteral(call.Id(), call.Start, call.End, call.Arguments, optional) { Caret = call.Caret });
        return call.Made(new Expr.Call(call.Id(), call.Start, call.End, call.Name, isMember: true, [call.Target!, list]) { Caret = call.Caret });
    }
}
