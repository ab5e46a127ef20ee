namespace Compliance.Formats.Reading.Json;

/// <summary>What can be wrong with JSON; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class JsonCodes
{
    public static readonly DiagnosticCode Malformed = new("JSON-0001");
    public static readonly DiagnosticCode NotUtf8 = new("JSON-0002");
    public static readonly DiagnosticCode DuplicateName = new("JSON-0003");
    public static readonly DiagnosticCode TooLarge = new("JSON-0004");
    public static readonly DiagnosticCode TooDeep = new("JSON-0005");
    public static readonly DiagnosticCode TooMany = new("JSON-0006");
    public static readonly DiagnosticCode TextTooLong = new("JSON-0007");
    public static readonly DiagnosticCode LoneSurrogate = new("JSON-0008");
    public static readonly DiagnosticCode ByteOrderMark = new("JSON-0009");
    public static readonly DiagnosticCode MissingMember = new("JSON-0010");
    public static readonly DiagnosticCode WrongKind = new("JSON-0011");
}
