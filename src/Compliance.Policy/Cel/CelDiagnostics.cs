using Compliance.Formats.Reading;

namespace Compliance.Policy.Cel;

/// <summary>Why an expression does not compile; <c>docs/diagnostics.md</c> lists cause and cure.</summary>
public static class CelDiagnostics
{
    /// <summary>The text is not an expression.</summary>
    public static readonly DiagnosticCode Syntax = new("CEL-0001");

    /// <summary>A literal is malformed or out of range.</summary>
    public static readonly DiagnosticCode Literal = new("CEL-0002");

    /// <summary>Too long, too deep, too many nodes.</summary>
    public static readonly DiagnosticCode TooLarge = new("CEL-0003");

    /// <summary>A construct of the language that this engine leaves out (protobuf messages).</summary>
    public static readonly DiagnosticCode Unsupported = new("CEL-0004");

    /// <summary>A variable, function or type that is not declared.</summary>
    public static readonly DiagnosticCode Undeclared = new("CEL-0005");

    /// <summary>A field that the struct does not have.</summary>
    public static readonly DiagnosticCode NoField = new("CEL-0006");

    /// <summary>No overload takes arguments of these types.</summary>
    public static readonly DiagnosticCode NoOverload = new("CEL-0007");

    /// <summary>A type where another is needed.</summary>
    public static readonly DiagnosticCode WrongType = new("CEL-0008");

    /// <summary>A macro is used in a way that it does not have.</summary>
    public static readonly DiagnosticCode Macro = new("CEL-0009");

    /// <summary>A regular expression that is malformed, outside RE2, or too large.</summary>
    public static readonly DiagnosticCode Pattern = new("CEL-0010");

    /// <summary>The estimated cost is over the limit.</summary>
    public static readonly DiagnosticCode TooCostly = new("CEL-0011");
}
