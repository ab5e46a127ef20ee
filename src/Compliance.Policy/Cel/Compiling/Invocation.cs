using System.Collections.Immutable;
using Compliance.Policy.Cel.Functions;

namespace Compliance.Policy.Cel.Compiling;

/// <summary>A call of a function with several overloads: the kinds of the arguments choose among those that the static types left.</summary>
internal sealed class Invocation
{
    private readonly string name;
    private readonly CelOverload[] candidates;
    private readonly KindSet[][] kinds;
    private readonly int position;

    public Invocation(string name, ImmutableArray<CelOverload> candidates, int position)
    {
        (this.name, this.candidates, this.position) = (name, [.. candidates], position);
        kinds = [.. candidates.Select(overload => overload.Parameters.Select(KindSet.Of).ToArray())];
    }

    public CelValue Call(Frame frame, ReadOnlySpan<CelValue> arguments)
    {
        foreach (ref readonly var argument in arguments)
        {
            if (argument.Kind <= CelKind.Error) return Poison(arguments);
        }

        for (var i = 0; i < candidates.Length; i++)
        {
            if (Fits(kinds[i], arguments)) return Run(frame, candidates[i], arguments);
        }

        return Located(Refusal.Of(name, arguments));
    }

    private static bool Fits(KindSet[] parameters, ReadOnlySpan<CelValue> arguments)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (!parameters[i].Contains(arguments[i])) return false;
        }

        return true;
    }

    private CelValue Run(Frame frame, CelOverload overload, ReadOnlySpan<CelValue> arguments)
    {
        if (!overload.TakesIncompleteLists)
        {
            CelUnknown? rest = null;
            foreach (ref readonly var argument in arguments)
            {
                if (argument.Object is CelList { Rest: { } more }) rest = CelUnknown.Merge(rest, more);
            }

            if (rest is not null) return new CelValue(rest);
        }

        if (overload.Metered is { } metered) return Located(metered(frame, arguments));
        if (overload.Charge != CelCharge.Constant) Charge(frame, overload.Charge, arguments);
        var result = overload.Implementation(arguments);
        if (overload.Charge != CelCharge.Constant) frame.Charge(Sizes.Units(result));
        return Located(result);
    }

    private static void Charge(Frame frame, CelCharge charge, ReadOnlySpan<CelValue> arguments)
    {
        var units = 1L;
        foreach (ref readonly var argument in arguments) units += Sizes.Units(argument);
        if (charge == CelCharge.Product && arguments.Length > 1) units += Sizes.Of(arguments[0]) * Sizes.Of(arguments[1]) / 10;
        frame.Charge(units);
    }

    private CelValue Located(CelValue result)
    {
        if (result.Kind == CelKind.Error) return Failures.Located(result, position);
        return result;
    }

    private static CelValue Poison(ReadOnlySpan<CelValue> arguments)
    {
        var poison = CelValue.Null;
        foreach (ref readonly var argument in arguments)
        {
            if (argument.Kind > CelKind.Error) continue;
            poison = poison.IsKnown ? argument : CelValue.Poison(poison, argument);
        }

        return poison;
    }
}
