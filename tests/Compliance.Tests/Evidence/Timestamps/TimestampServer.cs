using System.Net;
using System.Net.Sockets;

namespace Compliance.Tests.Evidence.Timestamps;

/// <summary>A service on loopback that answers whatever it is told to: a timestamp authority by day, a liar when a test asks for one.</summary>
internal sealed class TimestampServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Func<byte[], Answer> answer;
    private int asked;

    public TimestampServer(Func<byte[], Answer> answer)
    {
        this.answer = answer;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/tsr");
        }

        listener.Prefixes.Add($"http://127.0.0.1:{Address.Port}/");
        listener.Start();
        _ = Task.Run(ServeAsync);
    }

    /// <summary>What a request gets.</summary>
    /// <param name="Promised">Content-Length when it differs from the body's.</param>
    public sealed record Answer(byte[] Body, int Status = 200, string Type = "application/timestamp-reply", string? Location = null, long? Promised = null);

    public Uri Address { get; }

    public int Asked => Volatile.Read(ref asked);

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                Interlocked.Increment(ref asked);
                var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                var given = context.Request.HttpMethod == "POST" ? answer(body.ToArray()) : new Answer([], 405);
                context.Response.StatusCode = given.Status;
                context.Response.ContentType = given.Type;
                if (given.Location is not null) context.Response.RedirectLocation = given.Location;
                context.Response.ContentLength64 = given.Promised ?? given.Body.Length;
                await context.Response.OutputStream.WriteAsync(given.Body);
                if (given.Promised is null) context.Response.Close();
                else context.Response.Abort();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
            {
                // A caller that hung up, or the end.
            }
        }
    }
}
