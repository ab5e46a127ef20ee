using System.Globalization;
using System.Text;

namespace Compliance.Tests.Oci.Registries;

/// <summary>An answer, true or not.</summary>
internal sealed record HttpAnswer(int Status, byte[] Body, params (string Name, string Value)[] Headers)
{
    /// <summary>What the header says, whatever comes.</summary>
    public long? StatedLength { get; init; }

    /// <summary>Bytes of the body after which the connection is closed; negative for none.</summary>
    public int BreaksAfter { get; init; } = -1;

    /// <summary>A pause before each byte of the body.</summary>
    public TimeSpan Drip { get; init; }

    public static HttpAnswer Of(int status, params (string Name, string Value)[] headers) => new(status, [], headers);

    public static HttpAnswer Json(string text, params (string Name, string Value)[] headers) => new(200, Encoding.UTF8.GetBytes(text), [("Content-Type", "application/json"), .. headers]);

    public HttpAnswer With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    public void Write(Stream stream, bool hasBody, CancellationToken ended)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} Answer\r\nConnection: close\r\nContent-Length: {StatedLength ?? Body.Length}\r\n");
        foreach (var (name, value) in Headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        stream.Write(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        if (!hasBody) return;
        var sent = Body.AsSpan(0, BreaksAfter >= 0 ? Math.Min(BreaksAfter, Body.Length) : Body.Length);
        if (Drip == TimeSpan.Zero)
        {
            stream.Write(sent);
            return;
        }

        foreach (var one in sent)
        {
            if (ended.WaitHandle.WaitOne(Drip)) return;
            stream.WriteByte(one);
            stream.Flush();
        }
    }
}
