using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.Policy.Cel.Checking;

/// <summary>
/// Which type agrees with which, binding type parameters on the way. A failed attempt leaves no binding behind.
/// </summary>
internal sealed class TypeUnifier
{
    private Dictionary<string, CelType> bindings = new(StringComparer.Ordinal);
    private int fresh;

    public CelType Fresh() => CelType.Parameter(string.Create(CultureInfo.InvariantCulture, $"@{fresh++}"));

    public bool IsAssignable(CelType from, CelType to)
    {
        if (ReferenceEquals(from, to) && from.Kind is not (CelTypeKind.Parameter or CelTypeKind.List or CelTypeKind.Map)) return true;
        var before = bindings.Count == 0 ? null : new Dictionary<string, CelType>(bindings, StringComparer.Ordinal);
        if (Agrees(from, to)) return true;
        bindings = before ?? new Dictionary<string, CelType>(StringComparer.Ordinal);
        return false;
    }

    public bool AreAssignable(ReadOnlySpan<CelType> from, ReadOnlySpan<CelType> to)
    {
        if (from.Length != to.Length) return false;
        var before = bindings.Count == 0 ? null : new Dictionary<string, CelType>(bindings, StringComparer.Ordinal);
        for (var i = 0; i < from.Length; i++)
        {
            if (Agrees(from[i], to[i])) continue;
            bindings = before ?? new Dictionary<string, CelType>(StringComparer.Ordinal);
            return false;
        }

        return true;
    }

    /// <summary>The type with its parameters replaced by what they are bound to, and by dyn where they are free and that is asked for.</summary>
    public CelType Substitute(CelType type, bool freeToDyn)
    {
        if (type.Kind == CelTypeKind.Parameter)
        {
            return bindings.TryGetValue(type.Name, out var bound) ? Substitute(bound, freeToDyn) : freeToDyn ? CelType.Dyn : type;
        }

        return Rebuilt(type, part => Substitute(part, freeToDyn));
    }

    /// <summary>The signature with its own parameters replaced by fresh ones.</summary>
    public (CelType Result, ImmutableArray<CelType> Parameters) Instance(CelOverload overload)
    {
        if (!HasParameters(overload.Result) && !overload.Parameters.Any(HasParameters)) return (overload.Result, overload.Parameters);
        var renamed = new Dictionary<string, CelType>(StringComparer.Ordinal);
        return (Rename(overload.Result), [.. overload.Parameters.Select(Rename)]);

        CelType Rename(CelType type)
        {
            if (type.Kind != CelTypeKind.Parameter) return Rebuilt(type, Rename);
            if (!renamed.TryGetValue(type.Name, out var name)) renamed[type.Name] = name = Fresh();
            return name;
        }
    }

    /// <summary>The more general of two types that agree.</summary>
    public static CelType MoreGeneral(CelType left, CelType right) => IsEqualOrLessSpecific(left, right) ? left : right;

    private static bool HasParameters(CelType type) => type.Kind == CelTypeKind.Parameter || type.Parameters.Any(HasParameters);

    private static CelType Rebuilt(CelType type, Func<CelType, CelType> part) => type.Kind switch
    {
        CelTypeKind.List => CelType.List(part(type.Parameters[0])),
        CelTypeKind.Map => CelType.Map(part(type.Parameters[0]), part(type.Parameters[1])),
        CelTypeKind.Optional => CelType.Optional(part(type.Parameters[0])),
        CelTypeKind.Type when !type.Parameters.IsEmpty => CelType.TypeOf(part(type.Parameters[0])),
        CelTypeKind.Opaque when !type.Parameters.IsEmpty => CelType.Opaque(type.Name, [.. type.Parameters.Select(part)]),
        _ => type,
    };

    private bool Agrees(CelType from, CelType to)
    {
        if (to.Kind == CelTypeKind.Parameter)
        {
            var (isValid, wasBound) = Bind(from, to);
            if (isValid) return true;
            if (wasBound) return false;
        }

        if (from.Kind == CelTypeKind.Parameter) return Bind(to, from).IsValid;
        if (from.Kind is CelTypeKind.Dyn or CelTypeKind.Error || to.Kind is CelTypeKind.Dyn or CelTypeKind.Error) return true;
        if (from.Kind == CelTypeKind.Null) return TakesNull(to);
        if (to.Kind == CelTypeKind.Null) return TakesNull(from);
        if (from.Kind == CelTypeKind.Type) return to.Kind == CelTypeKind.Type;
        if (from.Kind != to.Kind || from.Name != to.Name || from.Parameters.Length != to.Parameters.Length) return false;
        for (var i = 0; i < from.Parameters.Length; i++)
        {
            if (!Agrees(from.Parameters[i], to.Parameters[i])) return false;
        }

        return true;
    }

    private static bool TakesNull(CelType type) =>
        type.Kind is CelTypeKind.Null or CelTypeKind.Struct or CelTypeKind.Timestamp or CelTypeKind.Duration or CelTypeKind.Opaque or CelTypeKind.Optional;

    private (bool IsValid, bool WasBound) Bind(CelType type, CelType parameter)
    {
        if (type.Equals(parameter)) return (true, true);
        if (!bindings.TryGetValue(parameter.Name, out var bound))
        {
            if (Mentions(type, parameter)) return (false, false);
            bindings[parameter.Name] = type;
            return (true, false);
        }

        if (type.Equals(bound)) return (true, true);
        if (!Agrees(type, bound)) return (false, true);
        var general = MoreGeneral(type, bound);
        if (!Mentions(general, parameter)) bindings[parameter.Name] = general;
        return (true, true);
    }

    private bool Mentions(CelType type, CelType parameter)
    {
        if (type.Equals(parameter)) return true;
        if (type.Kind == CelTypeKind.Parameter) return bindings.TryGetValue(type.Name, out var bound) && Mentions(bound, parameter);
        return type.Parameters.Any(part => Mentions(part, parameter));
    }

    private static bool IsEqualOrLessSpecific(CelType left, CelType right)
    {
        if (left.Kind is CelTypeKind.Dyn or CelTypeKind.Parameter) return true;
        if (right.Kind is CelTypeKind.Dyn or CelTypeKind.Parameter) return false;
        if (left.Kind != right.Kind) return false;
        if (left.Kind == CelTypeKind.Type) return true;
        if (left.Name != right.Name || left.Parameters.Length != right.Parameters.Length) return false;
        for (var i = 0; i < left.Parameters.Length; i++)
        {
            if (!IsEqualOrLessSpecific(left.Parameters[i], right.Parameters[i])) return false;
        }

        return true;
    }
}
