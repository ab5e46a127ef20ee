using Compliance.Formats.Reading;

namespace Compliance.Service.Http;

/// <summary>Codes of the area <c>HTTP</c>, listed in <c>docs/diagnostics.md</c>.</summary>
internal static class HttpCodes
{
    public static readonly DiagnosticCode BadOrder = new("HTTP-0001");

    public static readonly DiagnosticCode OutsideRoots = new("HTTP-0002");
}
