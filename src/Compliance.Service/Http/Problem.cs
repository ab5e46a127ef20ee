using System.Text.Json;
using Compliance.Formats.Reading;
using Microsoft.AspNetCore.Http;

namespace Compliance.Service.Http;

/// <summary>A refusal as <c>application/problem+json</c> (RFC 9457), with the cure and the defects as extension members.</summary>
internal static class Problem
{
    public static IResult Of(int status, string title, string cure = "", IEnumerable<Defect>? defects = null) => new JsonBody(status, "application/problem+json", writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("status", status);
        writer.WriteString("title", title);
        if (cure.Length > 0) writer.WriteString("cure", cure);
        writer.WriteStartArray("defects");
        foreach (var defect in defects ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("code", defect.Code.Text);
            writer.WriteString("place", defect.Locator.ToString());
            writer.WriteString("message", defect.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
