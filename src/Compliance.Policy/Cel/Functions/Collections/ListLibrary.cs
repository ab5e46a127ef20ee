using Compliance.Policy.Cel.Compiling;

namespace Compliance.Policy.Cel.Functions;

/// <summary>The lists extension. Sorting is stable; distinct keeps first occurrences.</summary>
internal static class ListLibrary
{
    public static IEnumerable<CelFunction> Functions =>
    [
        Declare.Function(
            "slice",
            Declare.Member("slice", arguments => Slice(arguments[0].AsList, arguments[1].AsInt, arguments[2].AsInt), Declare.ListA, Declare.ListA, CelType.Int, CelType.Int).Linear()),
        Declare.Function(
            "flatten",
            Declare.Member("flatten", _ => default, CelType.ListOfDyn, CelType.ListOfDyn).Charging((frame, arguments) => Flatten(frame, arguments[0].AsList, 1)),
            Declare.Member("flatten_depth", _ => default, CelType.ListOfDyn, CelType.ListOfDyn, CelType.Int).Charging((frame, arguments) => Flatten(frame, arguments[0].AsList, arguments[1].AsInt))),
        Declare.Function("distinct", Declare.Member("distinct", _ => default, Declare.ListA, Declare.ListA).Charging((frame, arguments) => Distinct(frame, arguments[0].AsList))),
        Declare.Function("sort", Declare.Member("sort", _ => default, Declare.ListA, Declare.ListA).Charging((frame, arguments) => Sort(frame, arguments[0].AsList, arguments[0].AsList))),
        Declare.Function("reverse", Declare.Member("reverse_list", arguments => Reverse(arguments[0].AsList), Declare.ListA, Declare.ListA).Linear()),
        Declare.Function("lists.range", Declare.Global("range", _ => default, CelType.List(CelType.Int), CelType.Int).Charging((frame, arguments) => Range(frame, arguments[0].AsInt))),
        Declare.Function("first", Declare.Member("first", arguments => End(arguments[0].AsList, fromEnd: false), Declare.OptionalA, Declare.ListA)),
        Declare.Function("last", Declare.Member("last", arguments => End(arguments[0].AsList, fromEnd: true), Declare.OptionalA, Declare.ListA)),
    ];

    /// <summary>Sorts by keys of one ordered kind; <paramref name="keys"/> has one for each item.</summary>
    public static CelValue Sort(Frame frame, CelList items, CelList keys)
    {
        if (items.Count < 2) return CelValue.List(items);
        frame.Charge(1 + items.Count + (items.Count * (long)Math.Ceiling(Math.Log2(items.Count)) / 10));
        var first = keys.Items[0];
        foreach (ref readonly var key in keys.Items)
        {
            frame.Weigh(key);
            if (key.Kind != first.Kind || !CelOrder.TryCompare(first, key, out _)) return Refusal.Of("sort", [CelValue.List(keys)]);
        }

        var order = Enumerable.Range(0, items.Count).ToArray();
        Array.Sort(order, (left, right) => CelOrder.TryCompare(keys.Items[left], keys.Items[right], out var result) && result != 0 ? result : left.CompareTo(right));
        return CelValue.List(CelList.Own([.. order.Select(at => items.Items[at])], order.Length));
    }

    private static CelValue Slice(CelList list, long from, long to) => from < 0 || to < from || to > list.Count
        ? Declare.Invalid($"slice out of range: {from} to {to} of {list.Count}")
        : CelValue.List(CelList.Own(list.Items[(int)from..(int)to].ToArray(), (int)(to - from)));

    private static CelValue Flatten(Frame frame, CelList list, long depth)
    {
        if (depth < 0) return Declare.Invalid("flatten: the level is negative");
        var flat = new List<CelValue>();
        return Flatten(frame, list, depth, flat) is { } failure ? failure : CelValue.List(CelList.Own(flat));
    }

    private static CelValue? Flatten(Frame frame, CelList list, long depth, List<CelValue> flat)
    {
        frame.Charge(1 + list.Count);
        if (list.Rest is not null) return new CelValue(list.Rest);
        foreach (ref readonly var item in list.Items)
        {
            if (item.Kind != CelKind.List || depth == 0) flat.Add(item);
            else if (Flatten(frame, item.AsList, depth - 1, flat) is { } failure) return failure;
            if (flat.Count > Sizes.MaxItems) return Sizes.TooLarge;
        }

        return null;
    }

    private static CelValue Distinct(Frame frame, CelList list)
    {
        var kept = new List<CelValue>();
        var seen = new HashSet<CelMapKey>();
        foreach (ref readonly var item in list.Items)
        {
            frame.Charge(1);
            frame.Weigh(item);
            if (CelMapKey.TryMake(item, out var key))
            {
                if (seen.Add(key)) kept.Add(item);
                continue;
            }

            var isKnown = false;
            foreach (var earlier in kept)
            {
                frame.Charge(1);
                var same = CelEquality.Equal(item, earlier, frame);
                if (same.Kind == CelKind.Unknown) return same;
                isKnown |= same.IsTrue;
            }

            if (!isKnown) kept.Add(item);
        }

        return CelValue.List(CelList.Own(kept));
    }

    private static CelValue Reverse(CelList list)
    {
        var items = list.Items.ToArray();
        Array.Reverse(items);
        return CelValue.List(CelList.Own(items, items.Length));
    }

    private static CelValue Range(Frame frame, long count)
    {
        if (count > Sizes.MaxItems) return Sizes.TooLarge;
        frame.Charge(1 + Math.Max(count, 0));
        return CelValue.List(CelList.Own([.. Enumerable.Range(0, (int)Math.Max(count, 0)).Select(number => CelValue.Int(number))], (int)Math.Max(count, 0)));
    }

    private static CelValue End(CelList list, bool fromEnd) =>
        list.Count == 0 ? CelValue.NoOptional : CelValue.Optional(list.Items[fromEnd ? list.Count - 1 : 0]);
}
