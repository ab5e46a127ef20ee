using Compliance.Policy.Cel.Functions;
using Compliance.Policy.Cel.Syntax;

namespace Compliance.Policy.Cel.Compiling;

/// <summary>
/// The loops. Over an incomplete list <c>exists</c> can be true and <c>all</c> false; a result list stays incomplete; anything else is unknown.
/// </summary>
internal sealed class Comprehensions(Step range, int slot, bool isPair, Step? filter, Step? step, int weight)
{
    /// <param name="weight">Charged for each row: the nodes of the body.</param>
    public static Step Make(ComprehensionKind kind, Step range, int slot, bool isPair, Step? filter, Step? step, int weight)
    {
        var loop = new Comprehensions(range, slot, isPair, filter, step, weight);
        return kind switch
        {
            ComprehensionKind.All => frame => loop.Quantify(frame, stopsAt: false),
            ComprehensionKind.Exists => frame => loop.Quantify(frame, stopsAt: true),
            ComprehensionKind.ExistsOne => loop.ExistsOne,
            ComprehensionKind.Filter => loop.Collect,
            ComprehensionKind.Map => loop.Collect,
            ComprehensionKind.SortBy => loop.SortBy,
            ComprehensionKind.TransformMap => frame => loop.TransformMap(frame, isEntry: false),
            _ => frame => loop.TransformMap(frame, isEntry: true),
        };
    }

    /// <summary>An error or unknown does not end the loop: a later row may still decide.</summary>
    private CelValue Quantify(Frame frame, bool stopsAt)
    {
        if (!Rows.TryOver(range(frame), slot, isPair, out var rows, out var failure)) return failure;
        var unknown = rows.Rest;
        CelValue? error = null;
        var count = rows.Count;
        for (var row = 0; row < count; row++)
        {
            frame.Charge(weight);
            rows.Set(frame, row);
            var answer = filter!(frame);
            if (ReferenceEquals(answer.Object, CelScalar.Bool))
            {
                if ((answer.Bits != 0) == stopsAt) return answer;
            }
            else if (answer.Kind == CelKind.Unknown)
            {
                unknown = CelUnknown.Merge(unknown, answer.AsUnknown);
            }
            else
            {
                error ??= AsError(answer);
            }
        }

        return unknown is not null ? new CelValue(unknown) : error ?? CelValue.Bool(!stopsAt);
    }

    private CelValue ExistsOne(Frame frame)
    {
        if (!Rows.TryOver(range(frame), slot, isPair, out var rows, out var failure)) return failure;
        var unknown = rows.Rest;
        var found = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            frame.Charge(weight);
            rows.Set(frame, row);
            var answer = filter!(frame);
            if (answer.IsTrue) found++;
            else if (answer.Kind == CelKind.Unknown) unknown = CelUnknown.Merge(unknown, answer.AsUnknown);
            else if (!answer.IsFalse) return AsError(answer);
        }

        return found < 2 && unknown is not null ? new CelValue(unknown) : CelValue.Bool(found == 1);
    }

    /// <summary><c>filter</c> and <c>map</c>: a row that is not known is left out, and makes the list incomplete.</summary>
    private CelValue Collect(Frame frame)
    {
        if (!Rows.TryOver(range(frame), slot, isPair, out var rows, out var failure)) return failure;
        var unknown = rows.Rest;
        var isPrefix = rows.IsPrefix;
        var kept = new CelValue[filter is null ? rows.Count : Math.Min(rows.Count, 4)];
        var count = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            frame.Charge(weight);
            rows.Set(frame, row);
            var taken = filter is null ? CelValue.True : filter(frame);
            if (taken.IsFalse) continue;
            var value = !taken.IsTrue ? taken.IsKnown ? AsError(taken) : taken : step is null ? rows.Element(row) : step(frame);
            if (value.Kind == CelKind.Error) return value;
            if (value.Kind == CelKind.Unknown)
            {
                unknown = CelUnknown.Merge(unknown, value.AsUnknown);
                isPrefix = false;
                continue;
            }

            if (count == kept.Length) Array.Resize(ref kept, Math.Min(rows.Count, count * 2));
            kept[count++] = value;
        }

        return CelValue.List(CelList.Own(kept, count, unknown, isPrefix));
    }

    private CelValue SortBy(Frame frame)
    {
        var source = range(frame);
        if (!Rows.TryOver(source, slot, isPair, out var rows, out var failure)) return failure;
        if (!rows.IsList) return CelValue.Error(CelErrorKind.Overload, "no such overload: sortBy over a map");
        var unknown = rows.Rest;
        var keys = new CelValue[rows.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            frame.Charge(weight);
            rows.Set(frame, row);
            keys[row] = step!(frame);
            if (keys[row].Kind == CelKind.Error) return keys[row];
            if (keys[row].Kind == CelKind.Unknown) unknown = CelUnknown.Merge(unknown, keys[row].AsUnknown);
        }

        return unknown is not null ? new CelValue(unknown) : ListLibrary.Sort(frame, source.AsList, CelList.Own(keys, keys.Length));
    }

    private CelValue TransformMap(Frame frame, bool isEntry)
    {
        if (!Rows.TryOver(range(frame), slot, isPair, out var rows, out var failure)) return failure;
        var unknown = rows.Rest;
        var entries = new List<KeyValuePair<CelValue, CelValue>>();
        for (var row = 0; row < rows.Count; row++)
        {
            frame.Charge(weight);
            rows.Set(frame, row);
            var taken = filter is null ? CelValue.True : filter(frame);
            if (taken.IsFalse) continue;
            if (!taken.IsTrue && taken.Kind != CelKind.Unknown) return AsError(taken);
            var value = taken.IsTrue ? step!(frame) : taken;
            if (value.Kind == CelKind.Error) return value;
            if (value.Kind == CelKind.Unknown)
            {
                unknown = CelUnknown.Merge(unknown, value.AsUnknown);
            }
            else if (!isEntry)
            {
                var key = rows.Key(row);
                frame.Weigh(key);
                entries.Add(new(key, value));
            }
            else
            {
                if (value.Object is not CelMap map) return CelValue.Error(CelErrorKind.Overload, $"no such overload: transformMapEntry to {value.TypeName}");
                foreach (ref readonly var entry in map.Entries) frame.Weigh(entry.Key);
                frame.Charge(map.Count);
                entries.AddRange(map.Entries);
                if (entries.Count > Sizes.MaxItems) return Sizes.TooLarge;
            }
        }

        return unknown is not null ? new CelValue(unknown) : CelMap.Make([.. entries]);
    }

    private static CelValue AsError(CelValue answer) => answer.Kind == CelKind.Error
        ? answer
        : CelValue.Error(CelErrorKind.Overload, $"no such overload: a condition of {answer.TypeName}");
}
