namespace Compliance.Policy.Cel;

/// <summary>The kinds of static types that the checker knows.</summary>
public enum CelTypeKind
{
    /// <summary>The type of an expression that failed to check; it agrees with everything, so that one fault is reported once.</summary>
    Error,
    Dyn,
    Null,
    Bool,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    Timestamp,
    Duration,
    List,
    Map,
    Optional,
    Struct,

    /// <summary>The type of types; its parameter, where there is one, is the type denoted.</summary>
    Type,

    /// <summary>A named type without visible structure, possibly with parameters (network addresses, types of registered functions).</summary>
    Opaque,

    /// <summary>A type parameter of an overload, or a variable of inference.</summary>
    Parameter,
}
