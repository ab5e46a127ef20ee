using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Compliance.Tests.Evidence.Verification;

namespace Compliance.Conformance.Tests.Registries;

/// <summary>Debian's docker-registry on the loopback interface: plain, with a user, or with TLS under a root of the test's own.</summary>
internal sealed class DebianRegistry : IDisposable
{
    public const string User = "alice";
    public const string TestPassword = "correct-horse";

    /// <summary>bcrypt of <see cref="TestPassword"/>, as htpasswd -B writes it.</summary>
    private const string Hash = "$2b$05$abcdefghijklmnopqrstuuZ0Fx87Pb/Aqb0E90lfvCwzXnaFKUHpS";

    private readonly Process process;

    public DebianRegistry(bool hasUser = false, bool hasTls = false)
    {
        StockTools.Need("docker-registry", "skopeo", "openssl", "bash");
        var port = FreePort();
        Host = $"127.0.0.1:{port}";
        (HasUser, HasTls) = (hasUser, hasTls);
        var auth = "";
        if (hasUser)
        {
            File.WriteAllText(Path.Combine(Folder, "htpasswd"), $"{User}:{Hash}\n");
            auth = $"auth:\n  htpasswd:\n    realm: test\n    path: {Folder}/htpasswd\n";
        }

        if (hasTls) MakeCertificates();
        var tls = hasTls ? $"  tls:\n    certificate: {Folder}/server.pem\n    key: {Folder}/server.key\n" : "";
        File.WriteAllText(Path.Combine(Folder, "registry.yml"), $"version: 0.1\nlog:\n  level: error\nstorage:\n  filesystem:\n    rootdirectory: {Folder}/store\n{auth}http:\n  addr: {Host}\n{tls}");
        process = Process.Start(new ProcessStartInfo("docker-registry", ["serve", Path.Combine(Folder, "registry.yml")]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        Await(port);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("compliance-registry-").FullName;

    public string Host { get; }

    public bool HasUser { get; }

    public bool HasTls { get; }

    /// <summary>What skopeo needs to be let in: for <c>inspect</c>, and after <c>--src</c> or <c>--dest</c> for <c>copy</c>.</summary>
    public string Skopeo(string side = "") => $"{(HasTls ? $"--{side}cert-dir {Folder}/certs" : $"--{side}tls-verify=false")}{(HasUser ? $" --{side}creds {User}:{TestPassword}" : "")}";

    /// <summary>The root under which its certificate is.</summary>
    public string Root => Path.Combine(Folder, "ca.pem");

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private void MakeCertificates()
    {
        var (code, output) = StockTools.Bash(
            Folder,
            """
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 30 -subj '/CN=Test root' -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign
            openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.csr -subj '/CN=registry'
            printf 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n' > server.ext
            openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out server.pem -days 30 -extfile server.ext
            mkdir certs; cp ca.pem certs/ca.crt
            """);
        Assert.True(code == 0, output);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Await(int port)
    {
        for (var clock = Stopwatch.StartNew(); ; Thread.Sleep(50))
        {
            try
            {
                using var client = new TcpClient();
                client.Connect(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                Assert.False(process.HasExited, "docker-registry ended");
                Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), "docker-registry does not answer");
            }
        }
    }
}
