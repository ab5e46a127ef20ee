using Compliance.Oci.Registries.Access;
using Compliance.Pipeline.Processes;

namespace Compliance.Service.Registries;

/// <summary>
/// The files in which Docker and Podman keep credentials of registries: <c>REGISTRY_AUTH_FILE</c> alone where it is set; else <c>containers/auth.json</c> in <c>XDG_RUNTIME_DIR</c>,
/// then <c>config.json</c> in <c>DOCKER_CONFIG</c> or <c>~/.docker</c>.
/// </summary>
internal static class CredentialFiles
{
    private const int MaxBytes = 1 << 20;

    /// <summary>What helpers need to find their stores and their own settings; nothing else of the environment reaches them.</summary>
    private static readonly string[] ForHelpers =
    [
        "HOME", "USER", "LOGNAME", "LANG", "TMPDIR", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME",
        "GNUPGHOME", "PASSWORD_STORE_DIR", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR",
        "AWS_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONFIG_FILE",
        "AWS_SHARED_CREDENTIALS_FILE", "GOOGLE_APPLICATION_CREDENTIALS", "CLOUDSDK_CONFIG", "AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "AZURE_FEDERATED_TOKEN_FILE",
    ];

    public static ICredentialSource Open(Func<string, string?> environment)
    {
        var files = Places(environment).Where(File.Exists).Select(path => (path, (Func<ReadOnlyMemory<byte>>)(() => Read(path)))).ToList();
        if (files.Count == 0) return NoCredentials.Instance;
        var passed = new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = "/usr/local/bin:/usr/bin:/bin" };
        foreach (var name in ForHelpers)
        {
            if (environment(name) is { Length: > 0 } value) passed[name] = value;
        }

        return new DockerCredentials(files, new CredentialHelperProcess(passed));
    }

    private static IEnumerable<string> Places(Func<string, string?> environment)
    {
        if (environment("REGISTRY_AUTH_FILE") is { Length: > 0 } only)
        {
            yield return only;
            yield break;
        }

        if (environment("XDG_RUNTIME_DIR") is { Length: > 0 } runtime) yield return Path.Combine(runtime, "containers", "auth.json");
        if (environment("DOCKER_CONFIG") is { Length: > 0 } docker) yield return Path.Combine(docker, "config.json");
        else if (environment("HOME") is { Length: > 0 } home) yield return Path.Combine(home, ".docker", "config.json");
    }

    private static ReadOnlyMemory<byte> Read(string path) =>
        new FileInfo(path).Length <= MaxBytes ? File.ReadAllBytes(path) : throw new IOException($"{path} has more than {MaxBytes} bytes");
}
