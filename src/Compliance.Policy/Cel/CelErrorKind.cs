namespace Compliance.Policy.Cel;

/// <summary>Why an evaluation failed.</summary>
public enum CelErrorKind
{
    /// <summary>No overload of the function takes values of these types.</summary>
    Overload,

    /// <summary>An integer, timestamp or duration left its range, or a conversion did not fit.</summary>
    Overflow,

    DivideByZero,

    /// <summary>The map does not have the key.</summary>
    NoSuchKey,

    /// <summary>The struct does not have the field.</summary>
    NoSuchField,

    /// <summary>The expression names a variable that is not declared; met only where checking was left out.</summary>
    NoSuchAttribute,

    /// <summary>An argument has the right type and a value that is not allowed: index, text that does not parse, repeated key.</summary>
    InvalidArgument,

    /// <summary>The evaluation would cost more than it was allowed, or make a value that is too large. Nothing absorbs this one.</summary>
    CostLimit,
}
