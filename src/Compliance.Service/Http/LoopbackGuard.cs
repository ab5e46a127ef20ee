using System.Net;
using Microsoft.AspNetCore.Http;

namespace Compliance.Service.Http;

/// <summary>
/// Until requests can be authenticated only this machine is answered: the connection must be loopback, the Host must name loopback (a page elsewhere that
/// rebinds its name to 127.0.0.1 names itself), and a browser's Origin must be this service.
/// </summary>
internal static class LoopbackGuard
{
    /// <summary>Why the request is refused, or null.</summary>
    public static string? Refuse(HttpContext request)
    {
        if (request.Connection.RemoteIpAddress is { } remote && !IPAddress.IsLoopback(remote)) return "only requests from this machine are answered";
        if (!IsLoopbackName(request.Request.Host.Host)) return "the Host header does not name this machine";
        var origin = request.Request.Headers.Origin;
        if (origin.Count > 0 && !string.Equals(origin.ToString(), $"{request.Request.Scheme}://{request.Request.Host}", StringComparison.OrdinalIgnoreCase))
            return "the Origin header names another site";
        return null;
    }

    private static bool IsLoopbackName(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
