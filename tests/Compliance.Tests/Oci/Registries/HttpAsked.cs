using System.Text;

namespace Compliance.Tests.Oci.Registries;

/// <summary>A request as it came.</summary>
internal sealed record HttpAsked(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Header(string name) => Headers.GetValueOrDefault(name, "");

    public string? Parameter(string name) => Query.Split('&').Select(part => part.Split('=', 2)).Where(part => part[0] == name && part.Length == 2).Select(part => Uri.UnescapeDataString(part[1])).FirstOrDefault();

    public override string ToString() => $"{Method} {Path}{(Query.Length > 0 ? $"?{Query}" : "")}";

    /// <summary>Null when the other side closed.</summary>
    public static HttpAsked? Read(Stream stream)
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var next = stream.ReadByte();
            if (next < 0) return null;
            head.Append((char)next);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1)) headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
        stream.ReadExactly(body);
        var target = lines[0].Split(' ')[1].Split('?', 2);
        return new HttpAsked(lines[0].Split(' ')[0], target[0], target.Length > 1 ? target[1] : "", headers, body);
    }
}
