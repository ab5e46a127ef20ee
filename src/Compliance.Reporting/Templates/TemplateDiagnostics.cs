using Compliance.Formats.Reading;

namespace Compliance.Reporting.Templates;

/// <summary>What can be wrong with a report template.</summary>
public static class TemplateDiagnostics
{
    public static readonly DiagnosticCode WrongType = new("REPORT-0001");

    public static readonly DiagnosticCode UnknownField = new("REPORT-0002");

    public static readonly DiagnosticCode MissingField = new("REPORT-0003");

    public static readonly DiagnosticCode UnknownSection = new("REPORT-0004");

    public static readonly DiagnosticCode RepeatedSection = new("REPORT-0005");

    public static readonly DiagnosticCode MissingSection = new("REPORT-0006");

    public static readonly DiagnosticCode UnknownPage = new("REPORT-0007");

    public static readonly DiagnosticCode TooLong = new("REPORT-0008");
}
