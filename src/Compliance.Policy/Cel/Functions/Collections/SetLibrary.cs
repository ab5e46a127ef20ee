using Compliance.Policy.Cel.Compiling;

namespace Compliance.Policy.Cel.Functions;

/// <summary>The sets extension: lists as sets. What an incomplete list leaves open is unknown.</summary>
internal static class SetLibrary
{
    public static IEnumerable<CelFunction> Functions =>
    [
        Test("sets.contains", (frame, left, right) => Contains(frame, left, right)),
        Test("sets.equivalent", Equivalent),
        Test("sets.intersects", Intersects),
    ];

    private static CelFunction Test(string name, Func<Frame, CelList, CelList, CelValue> body) => Declare.Function(
        name,
        Declare.Global("list_list", _ => default, CelType.Bool, Declare.ListA, Declare.ListA).Charging((frame, arguments) => body(frame, arguments[0].AsList, arguments[1].AsList))
            with
        { TakesIncompleteLists = true });

    /// <summary>Whether every element of the second is in the first.</summary>
    private static CelValue Contains(Frame frame, CelList whole, CelList part)
    {
        var unknown = part.Rest;
        foreach (ref readonly var item in part.Items)
        {
            var found = Access.In(frame, item, CelValue.List(whole));
            if (found.IsFalse) return found;
            if (found.Kind == CelKind.Unknown) unknown = CelUnknown.Merge(unknown, found.AsUnknown);
        }

        return unknown is null ? CelValue.True : new CelValue(unknown);
    }

    private static CelValue Equivalent(Frame frame, CelList left, CelList right)
    {
        var there = Contains(frame, left, right);
        if (there.IsFalse) return there;
        var back = Contains(frame, right, left);
        return back.IsFalse || there.IsKnown ? back : CelValue.Poison(there, back.IsKnown ? there : back);
    }

    private static CelValue Intersects(Frame frame, CelList left, CelList right)
    {
        var unknown = left.Rest is null && right.Rest is null ? null : CelUnknown.Merge(left.Rest, right.Rest);
        foreach (ref readonly var item in right.Items)
        {
            var found = Access.In(frame, item, CelValue.List(left));
            if (found.IsTrue) return found;
            if (found.Kind == CelKind.Unknown) unknown = CelUnknown.Merge(unknown, found.AsUnknown);
        }

        return unknown is null ? CelValue.False : new CelValue(unknown);
    }
}
