using System.Collections.Immutable;
using Compliance.Policy.Cel.Functions;
using Compliance.Policy.Cel.Syntax;

namespace Compliance.Policy.Cel.Checking;

/// <summary>Calls and their overloads.</summary>
internal sealed partial class Checker
{
    private CelType VisitCall(Expr.Call call)
    {
        if (call.IsMember && Qualified(call.Arguments[0], out var isAbsolute) is { } prefix && FindFunction($"{prefix}.{call.Function}", isAbsolute) is { } qualified)
        {
            return Overloads(call, qualified, call.Arguments[1..], isQualified: true);
        }

        var name = call.Function.TrimStart('.');
        var function = call.IsMember ? environment.Function(name) : FindFunction(name, call.Function.StartsWith('.'));
        if (function is not null) return Overloads(call, function, call.Arguments, isQualified: false);
        foreach (var argument in call.Arguments) Visit(argument);
        return Fault(CelDiagnostics.Undeclared, call, $"no function '{name}' is declared{NearestName.Hint(name, environment.FunctionNames.Where(known => char.IsAsciiLetter(known[0])))}");
    }

    private CelFunction? FindFunction(string name, bool isAbsolute) =>
        Candidates(name, isAbsolute).Select(environment.Function).FirstOrDefault(found => found is not null);

    private CelType Overloads(Expr.Call call, CelFunction function, ImmutableArray<Expr> arguments, bool isQualified)
    {
        var isMember = call.IsMember && !isQualified;
        CelType[] types = [.. arguments.Select(Visit)];
        ImmutableArray<CelOverload> named = [.. function.Overloads.Where(overload => overload.IsMember == isMember && overload.Parameters.Length == types.Length)];
        if (!isStrict)
        {
            tree.References[call.Id] = new Reference.Function(function.Name, named, isQualified);
            return CelType.Dyn;
        }

        var candidates = ImmutableArray.CreateBuilder<CelOverload>();
        CelType? result = null;
        foreach (var overload in named)
        {
            var (returned, parameters) = unifier.Instance(overload);
            if (!unifier.AreAssignable(types, parameters.AsSpan())) continue;
            candidates.Add(overload);
            returned = unifier.Substitute(returned, freeToDyn: false);
            result = result is null || result.Equals(returned) ? returned : CelType.Dyn;
        }

        tree.References[call.Id] = new Reference.Function(function.Name, candidates.DrainToImmutable(), isQualified);
        return result ?? Fault(CelDiagnostics.NoOverload, call, NoOverload(function.Name, types, isMember));
    }

    private string NoOverload(string function, CelType[] types, bool isMember)
    {
        var shown = types.Select(Shown).ToArray();
        if (char.IsAsciiLetter(function[0]))
        {
            return isMember ? $"no {function}({string.Join(", ", shown[1..])}) on {shown[0]}" : $"no {function}({string.Join(", ", shown)})";
        }

        var sign = Refusal.Shown(function);
        return shown.Length == 1 ? $"'{sign}' does not take {shown[0]}" : $"'{sign}' does not take {shown[0]} and {shown[1]}";
    }
}
