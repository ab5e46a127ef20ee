using Compliance.Policy.Cel.Syntax;

namespace Compliance.Policy.Cel.Compiling;

/// <summary>Lists and maps as they are written. Those of literals are made once.</summary>
internal sealed partial class Compiler
{
    private Step CompileList(Expr.ListLiteral list)
    {
        Step[] items = [.. CompileAll(list.Items)];
        bool[] optional = [.. list.Optional];
        var position = list.Caret;
        if (list.Items.All(item => item is Expr.Literal)) return Constant(CelValue.List(list.Items.Select(item => ((Expr.Literal)item).Value)));
        return frame =>
        {
            var made = new CelValue[items.Length];
            var count = 0;
            var poison = CelValue.Null;
            for (var i = 0; i < items.Length; i++)
            {
                var item = items[i](frame);
                if (item.IsKnown && optional[i])
                {
                    if (!Present(ref item, position)) continue;
                }

                if (item.IsKnown) made[count++] = item;
                else poison = poison.IsKnown ? item : CelValue.Poison(poison, item);
            }

            return poison.IsKnown ? CelValue.List(CelList.Own(made, count)) : poison;
        };
    }

    /// <summary>Unwraps an optional entry; false leaves the entry out.</summary>
    private static bool Present(ref CelValue item, int position)
    {
        if (item.Object is not CelOptional optional)
        {
            item = Failures.Located(CelValue.Error(CelErrorKind.Overload, $"no such overload: '?' before {item.TypeName}"), position);
            return true;
        }

        item = optional.Content;
        return optional.HasValue;
    }

    private Step CompileMap(Expr.MapLiteral map)
    {
        Step[] keys = [.. CompileAll(map.Keys)];
        Step[] values = [.. CompileAll(map.Values)];
        bool[] optional = [.. map.Optional];
        var position = map.Caret;
        if (keys.Length == 0) return Constant(CelValue.Map(CelMap.Empty));
        return frame =>
        {
            var entries = new KeyValuePair<CelValue, CelValue>[keys.Length];
            var count = 0;
            var poison = CelValue.Null;
            for (var i = 0; i < keys.Length; i++)
            {
                var (key, value) = (keys[i](frame), values[i](frame));
                frame.Weigh(key);
                if (key.IsKnown && value.IsKnown && optional[i] && !Present(ref value, position)) continue;
                if (key.IsKnown && value.IsKnown)
                {
                    entries[count++] = new(key, value);
                    continue;
                }

                var entry = CelValue.Poison(key, value);
                poison = poison.IsKnown ? entry : CelValue.Poison(poison, entry);
            }

            if (!poison.IsKnown) return poison;
            var made = CelMap.Make(count == entries.Length ? entries : entries[..count]);
            return made.IsKnown ? made : Failures.Located(made, position);
        };
    }
}
