using Compliance.Policy.Cel;

namespace Compliance.Conformance.Tests.Cel;

/// <summary>Types as the vectors write them: <c>map(string, list(int))</c>, <c>param T</c>.</summary>
internal static class CelTypeReader
{
    public static CelType Parse(string text)
    {
        text = text.Trim();
        if (text.StartsWith("param ", StringComparison.Ordinal)) return CelType.Parameter(text[6..]);
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var parameters = open < 0 ? [] : Split(text[(open + 1)..^1]).Select(Parse).ToArray();
        return (open < 0 ? text : text[..open]) switch
        {
            "dyn" => CelType.Dyn,
            "null_type" or "null" => CelType.Null,
            "bool" => CelType.Bool,
            "int" => CelType.Int,
            "uint" => CelType.Uint,
            "double" => CelType.Double,
            "string" => CelType.String,
            "bytes" => CelType.Bytes,
            "timestamp" or "google.protobuf.Timestamp" => CelType.Timestamp,
            "duration" or "google.protobuf.Duration" => CelType.Duration,
            "list" => CelType.List(parameters[0]),
            "map" => CelType.Map(parameters[0], parameters[1]),
            "optional_type" => CelType.Optional(parameters[0]),
            "type" => parameters.Length == 0 ? CelType.Type : CelType.TypeOf(parameters[0]),
            var name => CelType.Opaque(name, [.. parameters]),
        };
    }

    private static IEnumerable<string> Split(string text)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (text[i] != ',' || depth > 0) continue;
            yield return text[start..i];
            start = i + 1;
        }

        yield return text[start..];
    }
}
