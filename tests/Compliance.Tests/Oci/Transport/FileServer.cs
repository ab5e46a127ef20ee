using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Compliance.Tests.Oci.Transport;

/// <summary>A small server of files on the loopback interface, which can break off, lead elsewhere and never end.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Thread thread;

    public FileServer()
    {
        listener.Start();
        thread = new Thread(Serve) { IsBackground = true };
        thread.Start();
    }

    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Request lines with what was asked for of ranges and tags, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Bytes of a body after which connections break, once each; nothing left: no more.</summary>
    public Queue<int> BreaksAfter { get; } = new();

    /// <summary>Addresses that are led to, by path.</summary>
    public Dictionary<string, string> Leads { get; } = new(StringComparer.Ordinal);

    /// <summary>Status in the place of files; 0 for none.</summary>
    public int Status { get; set; }

    public bool HasTags { get; set; } = true;

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public void Dispose()
    {
        listener.Stop();
        thread.Join();
        listener.Dispose();
    }

    private void Serve()
    {
        while (true)
        {
            try
            {
                using var client = listener.AcceptTcpClient();
                using var stream = client.GetStream();
                Answer(stream);
            }
            catch (SocketException)
            {
                return;
            }
            catch (Exception broken) when (broken is IOException or InvalidOperationException)
            {
                if (broken is InvalidOperationException) return;
            }
        }
    }

    private void Answer(NetworkStream stream)
    {
        var lines = new List<string>();
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        for (var line = reader.ReadLine(); line is { Length: > 0 }; line = reader.ReadLine()) lines.Add(line);
        if (lines.Count == 0) return;
        string Header(string name) => lines.FirstOrDefault(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..] ?? "";
        var path = lines[0].Split(' ')[1];
        Asked.Add(string.Join(' ', new[] { path, Header("Range"), Header("If-None-Match") }.Where(text => text.Length > 0)));
        if (Status != 0) Head(stream, $"{Status} No", 0, "");
        else if (Leads.TryGetValue(path, out var target)) Head(stream, "302 Found", 0, $"Location: {target}\r\n");
        else if (!Files.TryGetValue(path, out var file)) Head(stream, "404 Not Found", 0, "");
        else Send(stream, file, Header("Range"), Header("If-Range"), Header("If-None-Match"));
    }

    private void Send(NetworkStream stream, byte[] file, string range, string ifRange, string ifNoneMatch)
    {
        var tag = $"\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file))[..16]}\"";
        var more = HasTags ? $"ETag: {tag}\r\n" : "";
        if (ifNoneMatch == tag)
        {
            Head(stream, "304 Not Modified", 0, more);
            return;
        }

        var from = range.Length > 0 && ifRange == tag ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;
        var body = file.AsSpan(from);
        Head(stream, from > 0 ? "206 Partial Content" : "200 OK", body.Length, from > 0 ? $"{more}Content-Range: bytes {from}-{file.Length - 1}/{file.Length}\r\n" : more);
        stream.Write(BreaksAfter.TryDequeue(out var count) ? body[..Math.Min(count, body.Length)] : body);
    }

    private static void Head(NetworkStream stream, string status, int length, string more) =>
        stream.Write(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{more}Content-Length: {length}\r\nConnection: close\r\n\r\n"));
}
