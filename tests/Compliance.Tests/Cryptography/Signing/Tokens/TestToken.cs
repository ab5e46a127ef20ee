using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Compliance.Tests.Cryptography.Signing.Tokens;

/// <summary>
/// A token of SoftHSM with keys that Debian's <c>pkcs11-tool</c> makes in it. The module reads its configuration from the process's environment once, when it is
/// loaded: all tests of a process share one folder of tokens.
/// </summary>
internal static class TestToken
{
    public const string Pin = "test-pin-4711";

    private static readonly Lazy<string> Made = new(Make);

    public static string Module => new[] { "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so" }.FirstOrDefault(File.Exists) ?? "";

    /// <summary>SoftHSM and the tool are there: <c>tests/run</c> installs them.</summary>
    public static bool IsThere => Module.Length > 0 && File.Exists("/usr/bin/softhsm2-util") && File.Exists("/usr/bin/pkcs11-tool");

    /// <summary>The name of one of its keys: <c>p256</c>, <c>p384</c>, <c>rsa3072</c>, <c>rsa2048</c>, <c>each-time</c> (asks for the PIN for every signature), <c>twice</c> (two of that name).</summary>
    public static string Uri(string key) => $"{Made.Value}object={key}?module-path={Module}";

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("compliance-token-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var configuration = Path.Combine(folder, "softhsm2.conf");
        Directory.CreateDirectory(Path.Combine(folder, "tokens"));
        File.WriteAllText(configuration, $"directories.tokendir = {Path.Combine(folder, "tokens")}\nobjectstore.backend = file\nlog.level = ERROR\n");
        if (SetEnvironment("SOFTHSM2_CONF", configuration, 1) != 0) throw new InvalidOperationException("setenv");
        Run(configuration, "softhsm2-util", "--init-token", "--free", "--label", "test token", "--pin", Pin, "--so-pin", "test-so-pin-4711");
        Generate(configuration, "EC:prime256v1", "p256", "01");
        Generate(configuration, "EC:secp384r1", "p384", "02");
        Generate(configuration, "rsa:3072", "rsa3072", "03");
        Generate(configuration, "rsa:2048", "rsa2048", "04");
        Generate(configuration, "EC:prime256v1", "each-time", "05", "--always-auth");
        Generate(configuration, "EC:prime256v1", "twice", "06");
        Generate(configuration, "EC:prime256v1", "twice", "07");
        return "pkcs11:token=test%20token;";
    }

    private static void Generate(string configuration, string type, string label, string id, params string[] more) =>
        Run(configuration, "pkcs11-tool", ["--module", Module, "--login", "--pin", Pin, "--keypairgen", "--key-type", type, "--label", label, "--id", id, .. more]);

    private static void Run(string configuration, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["SOFTHSM2_CONF"] = configuration;
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {arguments[0]}: {said.GetAwaiter().GetResult()}");
    }

    // The runtime keeps its own copy of the environment; native code reads the process's.
    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, ExactSpelling = true)]
    private static extern int SetEnvironment([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
