using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Compliance.Conformance.Tests.Input;
using Compliance.Conformance.Tests.Stories;

namespace Compliance.Conformance.Tests.Processes;

/// <summary><c>compliance serve</c> as a process of its own, asked as strangers and friends ask.</summary>
public sealed class ServeTests : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("compliance-serve-").FullName;
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(60) };
    private Process program = null!;

    private static string Samples => Path.Combine(Repository.Root, "evidence-samples");

    /// <summary>A second folder of which orders may name files.</summary>
    private string Root => Path.Combine(data, "root");

    public async ValueTask InitializeAsync()
    {
        // What ASP.NET would take from its environment must not open another door.
        var start = BoundedProgram.Prepare([], ["serve", "--port", "0", "--root", Path.Combine(Samples, "after"), "--root", Directory.CreateDirectory(Root).FullName, "--trust", Path.Combine(Samples, "trust"), "--data", data]);
        start.Environment["ASPNETCORE_URLS"] = "http://0.0.0.0:0";
        start.Environment["ASPNETCORE_HTTP_PORTS"] = "0";
        program = Process.Start(start)!;
        var line = await program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        Assert.StartsWith("listening on http://127.0.0.1:", line);
        client.BaseAddress = new Uri(line.Split(' ')[2]);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        if (!program.HasExited) program.Kill(entireProcessTree: true);
        program.WaitForExit();
        program.Dispose();
        Directory.Delete(data, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Audit_is_ordered_listed_and_its_one_package_verifies()
    {
        Assert.Equal("ok\n", await TextOf("healthz"));
        Assert.Equal("ready\n", await TextOf("readyz"));
        Assert.Equal("{\"audits\":[]}", await TextOf("audits"));

        using var ordered = await Order($"oci:{Samples}/after/image");
        Assert.Equal(HttpStatusCode.Created, ordered.StatusCode);
        var audit = await JsonOf(ordered);
        var id = audit.GetProperty("packageId").GetString()!;
        Assert.Equal($"/audits/{id}", ordered.Headers.Location?.OriginalString);
        Assert.Equal(id, JsonDocument.Parse(await TextOf("audits")).RootElement.GetProperty("audits")[0].GetProperty("packageId").GetString());
        Assert.Equal(audit.GetRawText(), await TextOf($"audits/{id}"));

        var package = await client.GetByteArrayAsync($"audits/{id}/package", TestContext.Current.CancellationToken);
        var kept = Assert.Single(Directory.EnumerateFiles(data, "*.asice", SearchOption.AllDirectories));
        Assert.Equal(await File.ReadAllBytesAsync(kept, TestContext.Current.CancellationToken), package);
        var file = Path.Combine(data, "downloaded");
        await File.WriteAllBytesAsync(file, package, TestContext.Current.CancellationToken);
        var verified = BoundedProgram.Run("verify", file, "--trust-anchor", Path.Combine(data, "identity", "anchor.pem"));
        Assert.True(verified.Exit == 0, verified.Printed);
        Assert.Contains($"kept as {audit.GetProperty("package").GetString()}", BoundedProgram.Run("list", "--data", data).Output, StringComparison.Ordinal);

        // The end of a service is no failure: a supervisor's SIGTERM is how it stops.
        BoundedProgram.Signal(program, "TERM");
        Assert.True(program.WaitForExit(30_000));
        Assert.Equal(0, program.ExitCode);
    }

    [Fact]
    public async Task Orders_of_anything_but_images_in_the_roots_are_refused()
    {
        File.CreateSymbolicLink(Path.Combine(data, "link"), Path.Combine(Samples, "before"));
        foreach (var outside in (string[])[$"oci:{Samples}/before/image", $"oci:{Samples}/after/../before/image", $"oci:{data}/link/image", "oci:evidence-samples/after/image", "registry.example/app:1", $"oci:{Samples}/afterwards"])
            await Refused(await Order(outside), HttpStatusCode.Forbidden, "HTTP-0002");
        await Refused(await Order("oci:"), HttpStatusCode.BadRequest, "OCI-0001");
        await Refused(await Post("{\"image\":1}"), HttpStatusCode.BadRequest, "HTTP-0001");
        await Refused(await Post("{\"image\":\"x\",\"image\":\"y\"}"), HttpStatusCode.BadRequest, "JSON-0003");
        await Refused(await Post("{\"image\":\"x\",\"out\":\"/etc/passwd\"}"), HttpStatusCode.BadRequest, "HTTP-0001");
        await Refused(await Order($"oci:{Samples}/after/nothing"), HttpStatusCode.Forbidden, "HTTP-0002");
        await Refused(await Post($$"""{"image":"oci:{{Samples}}/after/image","profile":"none"}"""), HttpStatusCode.UnprocessableEntity, "POL-0012");
        await Refused(await client.GetAsync("audits/none", TestContext.Current.CancellationToken), HttpStatusCode.NotFound, "");
        await Refused(await client.GetAsync("audits/none/package", TestContext.Current.CancellationToken), HttpStatusCode.NotFound, "");
        using var huge = await client.PostAsync("audits", new ByteArrayContent(new byte[1 << 20]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
        Assert.Equal("{\"audits\":[]}", await TextOf("audits"));
    }

    [Fact]
    public async Task Order_with_system_file_waivers_and_evidence_is_judged_as_the_verb_judges()
    {
        var cases = Path.Combine(Repository.Root, "tests", "cases", "exceptions");
        File.Copy(Path.Combine(cases, "system.yaml"), Path.Combine(Root, "system.yaml"));
        Directory.CreateDirectory(Path.Combine(Root, "evidence"));
        var waivers = Directory.CreateDirectory(Path.Combine(Root, "waivers")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(cases, "waivers"), "*.yaml")) File.Copy(file, Path.Combine(waivers, Path.GetFileName(file)));
        var body = $$"""{"image":"oci:{{Samples}}/after/image","system":"{{Root}}/system.yaml","evidence":"{{Root}}/evidence"}""";
        using var ordered = await Post(body);
        Assert.True(ordered.StatusCode == HttpStatusCode.Created, await ordered.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var shown = JsonDocument.Parse(BoundedProgram.Run("show", Directory.EnumerateFiles(data, "*.asice", SearchOption.AllDirectories).Single(), "--json").Output);
        Assert.Equal(Directory.EnumerateFiles(waivers).Count(), shown.RootElement.GetProperty("waivers").GetArrayLength());

        await Refused(await Post(body.Replace($"{Root}/evidence", $"{Samples}/before", StringComparison.Ordinal)), HttpStatusCode.Forbidden, "HTTP-0002");
        await Refused(await Post(body.Replace($"{Root}/system.yaml", $"{Root}/../system.yaml", StringComparison.Ordinal)), HttpStatusCode.Forbidden, "HTTP-0002");
        File.CreateSymbolicLink(Path.Combine(waivers, "link.yaml"), "/etc/passwd");
        await Refused(await Post(body), HttpStatusCode.Forbidden, "HTTP-0002");
    }

    [Fact]
    public async Task Order_with_a_system_file_is_recorded_and_takes_first_detections_as_the_verb_does()
    {
        var system = Path.Combine(Root, "system.yaml");
        File.Copy(Path.Combine(Repository.Root, "tests", "cases", "record", "system.yaml"), system);
        Assert.Equal(0, BoundedProgram.Run("feeds", "update", Path.Combine(Samples, "feeds"), "--data", data).Exit);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Samples, "before", "image"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Root, "image", Path.GetRelativePath(Path.Combine(Samples, "before", "image"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var order = $$"""{"image":"oci:{{Root}}/image","system":"{{system}}","asset":"app"}""";
        using var first = await Post(order);
        Assert.True(first.StatusCode == HttpStatusCode.Created, await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("CVE-2026-90003", BoundedProgram.Run("vulns", "record", "--system", system, "--data", data).Output, StringComparison.Ordinal);

        using var second = await Post(order);
        var id = (await JsonOf(second)).GetProperty("packageId").GetString();
        var package = Path.Combine(data, "second");
        await File.WriteAllBytesAsync(package, await client.GetByteArrayAsync($"audits/{id}/package", TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        using var zip = System.IO.Compression.ZipFile.OpenRead(package);
        Assert.Contains(zip.Entries, entry => entry.FullName.EndsWith("detection-history.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_of_other_sites_are_refused_and_nobody_else_can_connect()
    {
        foreach (var (name, value) in ((string, string)[])[("Host", "evil.example"), ("Host", "127.0.0.1.evil.example"), ("Origin", "http://evil.example"), ("Origin", "null"), ("Origin", "https://127.0.0.1")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "audits");
            if (name == "Host") request.Headers.Host = value;
            else request.Headers.Add(name, value);
            await Refused(await client.SendAsync(request, TestContext.Current.CancellationToken), HttpStatusCode.Forbidden, "");
        }

        using var own = new HttpRequestMessage(HttpMethod.Get, "audits");
        own.Headers.Add("Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await client.SendAsync(own, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        foreach (var address in (await Dns.GetHostAddressesAsync(Dns.GetHostName(), TestContext.Current.CancellationToken)).Where(address => !IPAddress.IsLoopback(address)))
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync(address, client.BaseAddress.Port));
        }

        Assert.Equal(64, BoundedProgram.Run("serve", "--address", "0.0.0.0", "--data", data).Exit);
    }

    private Task<string> TextOf(string path) => client.GetStringAsync(path, TestContext.Current.CancellationToken);

    private Task<HttpResponseMessage> Order(string image) => Post(JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["image"] = image }));

    private Task<HttpResponseMessage> Post(string body) =>
        client.PostAsync("audits", new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")), TestContext.Current.CancellationToken);

    private static async Task<JsonElement> JsonOf(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

    private static async Task Refused(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        using var held = answer;
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == answer.StatusCode && body.Contains(code, StringComparison.Ordinal), $"{answer.StatusCode}: {body}, expected {status} {code}");
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
    }
}
