using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Files;

/// <summary>What can be wrong with the catalog that explains files, and with files that nothing explains.</summary>
public static class FileRuleCodes
{
    public static readonly DiagnosticCode Malformed = new("FILE-0001");

    public static readonly DiagnosticCode Missing = new("FILE-0002");

    public static readonly DiagnosticCode BadRecord = new("FILE-0003");

    public static readonly DiagnosticCode FilesUnknown = new("FILE-0004");
}
