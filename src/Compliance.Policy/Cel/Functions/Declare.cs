using System.Collections.Immutable;
using Compliance.Policy.Cel.Compiling;

namespace Compliance.Policy.Cel.Functions;

/// <summary>Short ways to declare functions, and the types that declarations need.</summary>
internal static class Declare
{
    public static readonly CelType A = CelType.Parameter("A");
    public static readonly CelType B = CelType.Parameter("B");
    public static readonly CelType ListA = CelType.List(A);
    public static readonly CelType MapAb = CelType.Map(A, B);
    public static readonly CelType OptionalA = CelType.Optional(A);
    public static readonly CelType OptionalB = CelType.Optional(B);
    public static readonly CelType ListOfString = CelType.List(CelType.String);

    public static CelFunction Function(string name, params ImmutableArray<CelOverload> overloads) => new(name, overloads);

    public static CelOverload Global(string id, CelImplementation body, CelType result, params ImmutableArray<CelType> parameters) =>
        new(id, parameters, result, body);

    public static CelOverload Member(string id, CelImplementation body, CelType result, params ImmutableArray<CelType> parameters) =>
        new(id, parameters, result, body) { IsMember = true };

    /// <summary>Work in proportion to the arguments' sizes.</summary>
    public static CelOverload Linear(this CelOverload overload) => overload with { Charge = CelCharge.Linear };

    public static CelOverload Charging(this CelOverload overload, Metered body) => overload with { Metered = body };

    public static CelValue Invalid(string message) => CelValue.Error(CelErrorKind.InvalidArgument, message);

    public static CelValue Overflow(string message) => CelValue.Error(CelErrorKind.Overflow, message);
}
