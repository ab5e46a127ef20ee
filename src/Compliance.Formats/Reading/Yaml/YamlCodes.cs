namespace Compliance.Formats.Reading.Yaml;

/// <summary>What can be wrong with YAML; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class YamlCodes
{
    public static readonly DiagnosticCode Malformed = new("YAML-0001");
    public static readonly DiagnosticCode NotUtf8 = new("YAML-0002");
    public static readonly DiagnosticCode DuplicateKey = new("YAML-0003");
    public static readonly DiagnosticCode TooLarge = new("YAML-0004");
    public static readonly DiagnosticCode TooDeep = new("YAML-0005");
    public static readonly DiagnosticCode TooMany = new("YAML-0006");
    public static readonly DiagnosticCode Anchor = new("YAML-0007");
    public static readonly DiagnosticCode Tag = new("YAML-0008");
    public static readonly DiagnosticCode KeyNotScalar = new("YAML-0009");
    public static readonly DiagnosticCode NotOneDocument = new("YAML-0010");
    public static readonly DiagnosticCode LoneSurrogate = new("YAML-0011");
}
