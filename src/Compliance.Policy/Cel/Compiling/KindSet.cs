namespace Compliance.Policy.Cel.Compiling;

/// <summary>The kinds of values that a parameter takes, and the name where a kind has many types.</summary>
internal readonly record struct KindSet(uint Kinds, string? TypeName)
{
    public static KindSet Of(CelType type) => type.Kind switch
    {
        CelTypeKind.Null => Only(CelKind.Null),
        CelTypeKind.Bool => Only(CelKind.Bool),
        CelTypeKind.Int => Only(CelKind.Int),
        CelTypeKind.Uint => Only(CelKind.Uint),
        CelTypeKind.Double => Only(CelKind.Double),
        CelTypeKind.String => Only(CelKind.String),
        CelTypeKind.Bytes => Only(CelKind.Bytes),
        CelTypeKind.Timestamp => Only(CelKind.Timestamp),
        CelTypeKind.Duration => Only(CelKind.Duration),
        CelTypeKind.List => Only(CelKind.List),
        CelTypeKind.Map => Only(CelKind.Map),
        CelTypeKind.Optional => Only(CelKind.Optional),
        CelTypeKind.Type => Only(CelKind.Type),
        CelTypeKind.Struct => Only(CelKind.Struct) with { TypeName = type.Name },
        CelTypeKind.Opaque => Only(CelKind.Opaque) with { TypeName = type.Name },
        _ => new KindSet(uint.MaxValue, null),
    };

    public bool Contains(in CelValue value) => (Kinds & (1u << (int)value.Kind)) != 0 && (TypeName is null || value.TypeName == TypeName);

    private static KindSet Only(CelKind kind) => new(1u << (int)kind, null);
}
