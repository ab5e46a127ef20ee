using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Compliance.Service.Http;

/// <summary>A response whose JSON is written by hand, as everywhere in this house.</summary>
internal sealed class JsonBody(int status, string mediaType, Action<Utf8JsonWriter> content) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = mediaType;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) content(writer);
        httpContext.Response.ContentLength = buffer.Length;
        await httpContext.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), httpContext.RequestAborted).ConfigureAwait(false);
    }
}
