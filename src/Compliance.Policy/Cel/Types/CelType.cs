using System.Collections.Immutable;

namespace Compliance.Policy.Cel;

/// <summary>A static type of CEL. Two types are the same when kind, name and parameters are.</summary>
public sealed class CelType : IEquatable<CelType>
{
    private CelType(CelTypeKind kind, string name, ImmutableArray<CelType> parameters, CelStructType? fields = null) =>
        (Kind, Name, Parameters, Fields) = (kind, name, parameters, fields);

    public static CelType Error { get; } = Simple(CelTypeKind.Error, "!error!");

    public static CelType Dyn { get; } = Simple(CelTypeKind.Dyn, "dyn");

    public static CelType Null { get; } = Simple(CelTypeKind.Null, "null_type");

    public static CelType Bool { get; } = Simple(CelTypeKind.Bool, "bool");

    /// <summary>64-bit signed.</summary>
    public static CelType Int { get; } = Simple(CelTypeKind.Int, "int");

    /// <summary>64-bit unsigned.</summary>
    public static CelType Uint { get; } = Simple(CelTypeKind.Uint, "uint");

    public static CelType Double { get; } = Simple(CelTypeKind.Double, "double");

    public static CelType String { get; } = Simple(CelTypeKind.String, "string");

    public static CelType Bytes { get; } = Simple(CelTypeKind.Bytes, "bytes");

    public static CelType Timestamp { get; } = Simple(CelTypeKind.Timestamp, "google.protobuf.Timestamp");

    public static CelType Duration { get; } = Simple(CelTypeKind.Duration, "google.protobuf.Duration");

    /// <summary>The type of types, denoting any.</summary>
    public static CelType Type { get; } = Simple(CelTypeKind.Type, "type");

    internal static CelType ListOfDyn { get; } = List(Dyn);

    internal static CelType MapOfDyn { get; } = Map(Dyn, Dyn);

    public CelTypeKind Kind { get; }

    /// <summary>The name that <c>type()</c> shows at run time, without parameters.</summary>
    public string Name { get; }

    /// <summary>Element of a list; key and value of a map; value of an optional; what a type denotes; parameters of an opaque type.</summary>
    public ImmutableArray<CelType> Parameters { get; }

    /// <summary>The fields, when this is a struct.</summary>
    public CelStructType? Fields { get; }

    public static CelType List(CelType element) => new(CelTypeKind.List, "list", [element]);

    public static CelType Map(CelType key, CelType value) => new(CelTypeKind.Map, "map", [key, value]);

    public static CelType Optional(CelType value) => new(CelTypeKind.Optional, "optional_type", [value]);

    public static CelType Struct(CelStructType fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return new(CelTypeKind.Struct, fields.Name, [], fields);
    }

    public static CelType Opaque(string name, params ImmutableArray<CelType> parameters) => new(CelTypeKind.Opaque, name, parameters);

    /// <summary>A type parameter of an overload; the same name is the same type within one overload.</summary>
    public static CelType Parameter(string name) => Simple(CelTypeKind.Parameter, name);

    /// <summary>The type of the name of a type.</summary>
    public static CelType TypeOf(CelType denoted) => new(CelTypeKind.Type, "type", [denoted]);

    public bool Equals(CelType? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || Kind != other.Kind || Parameters.Length != other.Parameters.Length || Name != other.Name) return false;
        for (var i = 0; i < Parameters.Length; i++)
        {
            if (!Parameters[i].Equals(other.Parameters[i])) return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as CelType);

    public override int GetHashCode() => HashCode.Combine(Kind, string.GetHashCode(Name, StringComparison.Ordinal), Parameters.Length);

    /// <summary>As checkers of CEL write it: <c>map(string, list(int))</c>.</summary>
    public override string ToString() => Kind switch
    {
        CelTypeKind.Timestamp => "timestamp",
        CelTypeKind.Duration => "duration",
        _ when Parameters.IsEmpty => Name,
        _ => $"{Name}({string.Join(", ", Parameters)})",
    };

    private static CelType Simple(CelTypeKind kind, string name) => new(kind, name, []);
}
