using Compliance.Policy.Cel.Compiling;

namespace Compliance.Policy.Cel.Functions;

/// <summary>Indexing, field selection on values without a known type, membership and size.</summary>
internal static class Access
{
    public static CelValue Index(CelValue container, CelValue key)
    {
        if (!container.IsKnown || !key.IsKnown) return CelValue.Poison(container, key);
        switch (container.Object)
        {
            case CelList list:
                return At(list, key);
            case CelMap map:
                return map.TryGet(key, out var found) ? found : CelValue.Error(CelErrorKind.NoSuchKey, $"no such key: {key}");
            case CelOptional optional:
                return optional.HasValue ? Wrapped(Index(optional.Content, key)) : container;
            default:
                return Refusal.Of("_[_]", container, key);
        }
    }

    /// <summary><c>container[?key]</c>: what is absent is the empty optional.</summary>
    public static CelValue OptionalIndex(CelValue container, CelValue key)
    {
        if (!container.IsKnown || !key.IsKnown) return CelValue.Poison(container, key);
        if (container.Object is CelOptional optional) return optional.HasValue ? OptionalIndex(optional.Content, key) : container;
        return container.Kind is CelKind.List or CelKind.Map ? Wrapped(Index(container, key)) : Refusal.Of("_[?_]", container, key);
    }

    public static CelValue Field(CelValue target, string field, string path)
    {
        switch (target.Object)
        {
            case CelStruct value:
                var slot = value.Type.SlotOf(field);
                if (slot < 0) return CelValue.Error(CelErrorKind.NoSuchField, $"no field '{field}' on {value.Type.Name}");
                return value[slot].Object is null ? CelValue.Unknown(path) : value[slot];
            case CelMap map:
                return map.TryGet(CelValue.String(field), out var found) ? found : CelValue.Error(CelErrorKind.NoSuchKey, $"no such key: '{field}'");
            case CelOptional optional:
                return optional.HasValue ? Wrapped(Field(optional.Content, field, path)) : target;
            default:
                return target.IsKnown ? CelValue.Error(CelErrorKind.Overload, $"no such overload: {target.TypeName}.{field}") : target;
        }
    }

    /// <summary><c>has(target.field)</c>: a key or field that is there and not null; unknown when the field is.</summary>
    public static CelValue Has(CelValue target, string field, string path)
    {
        switch (target.Object)
        {
            case CelMap map:
                return CelValue.Bool(map.TryGet(CelValue.String(field), out _));
            case CelOptional optional:
                return optional.HasValue ? Has(optional.Content, field, path) : CelValue.False;
            default:
                var found = Field(target, field, path);
                return found.IsKnown ? CelValue.Bool(found.Kind != CelKind.Null) : found;
        }
    }

    /// <summary><c>target.?field</c></summary>
    public static CelValue OptionalField(CelValue target, string field, string path)
    {
        if (target.Object is CelOptional optional) return optional.HasValue ? OptionalField(optional.Content, field, path) : target;
        var found = Field(target, field, path);
        return target.Kind == CelKind.Struct && found.Kind == CelKind.Null ? CelValue.NoOptional : Wrapped(found);
    }

    public static CelValue In(Frame frame, CelValue element, CelValue container)
    {
        if (!element.IsKnown || !container.IsKnown) return CelValue.Poison(element, container);
        if (container.Object is CelMap map) return CelValue.Bool(map.TryGet(element, out _));
        if (container.Object is not CelList list) return Refusal.Of("@in", element, container);
        frame.Charge(1 + (list.Count / 10));
        var unknown = list.Rest;
        foreach (ref readonly var item in list.Items)
        {
            var same = CelEquality.Equal(element, item, frame);
            if (same.IsTrue) return same;
            if (same.Kind == CelKind.Unknown) unknown = CelUnknown.Merge(unknown, same.AsUnknown);
        }

        return unknown is null ? CelValue.False : new CelValue(unknown);
    }

    public static CelValue Size(CelValue value) => value.Object switch
    {
        CelString text => CelValue.Int(CodePoints.Count(text.Text)),
        CelBytes bytes => CelValue.Int(bytes.Content.Length),
        CelList list => list.Rest is null ? CelValue.Int(list.Count) : new CelValue(list.Rest),
        CelMap map => CelValue.Int(map.Count),
        _ => Refusal.Of("size", value),
    };

    private static CelValue At(CelList list, CelValue key)
    {
        long? index = key.Kind switch
        {
            CelKind.Int => key.Bits,
            CelKind.Uint => key.Bits >= 0 ? key.Bits : long.MaxValue,
            CelKind.Double when CelMapKey.TryMake(key, out var whole) && whole.Kind == CelKind.Int => whole.Bits,
            _ => null,
        };
        if (index is not { } at) return Declare.Invalid($"not an index: {key}");
        if (at < 0) return Declare.Invalid($"index out of range: {at}");
        if (list.Rest is not null && (!list.IsPrefix || at >= list.Count)) return new CelValue(list.Rest);
        return at < list.Count ? list.Items[(int)at] : Declare.Invalid($"index out of range: {at}");
    }

    /// <summary>An absence becomes the empty optional; unknowns and other errors stay.</summary>
    private static CelValue Wrapped(CelValue found)
    {
        if (found.IsKnown) return CelValue.Optional(found);
        var isAbsent = found.Kind == CelKind.Error
            && (found.AsError.Cause is CelErrorKind.NoSuchKey || (found.AsError.Cause == CelErrorKind.InvalidArgument && found.AsError.Message.StartsWith("index out", StringComparison.Ordinal)));
        return isAbsent ? CelValue.NoOptional : found;
    }
}
