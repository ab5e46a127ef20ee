using Compliance.Policy.Cel;

namespace Compliance.Conformance.Tests.Cel;

/// <summary>The one mapping from the text of an expected error to the kind that the engine must answer with. Other text fails the run.</summary>
internal static class CelErrorTable
{
    private static readonly (string Start, CelErrorKind Kind)[] Rows =
    [
        ("no such overload", CelErrorKind.Overload),
        ("no_such_overload", CelErrorKind.Overload),

        // All vectors with this text are `1/0 != 0` under && or ||: what fails is the division, and other engines name the operator above it.
        ("no matching overload", CelErrorKind.DivideByZero),
        ("divide by zero", CelErrorKind.DivideByZero),
        ("modulus by zero", CelErrorKind.DivideByZero),
        ("range", CelErrorKind.Overflow),
        ("return error for overflow", CelErrorKind.Overflow),
        ("overflow", CelErrorKind.Overflow),
        ("no such key", CelErrorKind.NoSuchKey),
        ("undeclared reference", CelErrorKind.NoSuchAttribute),
        ("unknown variable", CelErrorKind.NoSuchAttribute),
        ("invalid_argument", CelErrorKind.InvalidArgument),
        ("Type conversion error", CelErrorKind.InvalidArgument),
        ("unsupported key type", CelErrorKind.InvalidArgument),
        ("Failed with repeated key", CelErrorKind.InvalidArgument),
        ("negative offset", CelErrorKind.InvalidArgument),
        ("IP Address ", CelErrorKind.InvalidArgument),
        ("network address parse error", CelErrorKind.InvalidArgument),
        ("index ", CelErrorKind.InvalidArgument),
        ("error during formatting", CelErrorKind.InvalidArgument),
        ("could not parse formatting clause", CelErrorKind.InvalidArgument),
    ];

    public static CelErrorKind KindOf(string text)
    {
        foreach (var (start, kind) in Rows)
        {
            if (text.StartsWith(start, StringComparison.Ordinal)) return kind;
        }

        throw new InvalidDataException($"the error table does not map: {text}");
    }
}
