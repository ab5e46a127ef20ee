using System.Diagnostics;
using System.Globalization;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Sigstore;
using Compliance.Cryptography.Sigstore.Roots;
using Compliance.Formats.Reading;

namespace Compliance.Benchmarks;

/// <summary>
/// CPU milliseconds a bundle for the four public bundles of the peer's benchmark, one thread, warm, the trusted root read once and the bundle's JSON each time,
/// as the peer does. Run it beside <c>node bench-verify.cjs</c>, alternating.
/// </summary>
internal static class SigstoreBench
{
    private const string Identity = "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main";

    private static readonly string[] Cases = ["happy-path-v0.3", "happy-path-intoto-in-dsse-v3", "rekor2-happy-path", "managed-key-happy-path"];

    /// <param name="peer">Folder with <c>bench-data</c> and <c>public-good-trusted_root.json</c>.</param>
    public static int Run(string peer, double seconds)
    {
        foreach (var name in Cases)
        {
            var verify = Case(peer, name);
            for (var warm = Stopwatch.StartNew(); warm.Elapsed < TimeSpan.FromSeconds(Math.Min(2, seconds));) verify();
            var before = Environment.CpuUsage.TotalTime;
            var (count, clock) = (0L, Stopwatch.StartNew());
            for (; clock.Elapsed.TotalSeconds < seconds; count++) verify();
            var cpu = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / count;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30} {count / clock.Elapsed.TotalSeconds,7:F0} bundles/s {cpu,8:F3} CPU-ms"));
        }

        return 0;
    }

    private static Action Case(string peer, string name)
    {
        var folder = Path.Combine(peer, "bench-data", name);
        var (bundle, artifact) = (File.ReadAllBytes(Path.Combine(folder, "bundle.sigstore.json")), File.ReadAllBytes(Path.Combine(folder, "artifact")));
        var own = Path.Combine(folder, "trusted_root.json");
        var root = TrustedRoots.Read(File.ReadAllBytes(File.Exists(own) ? own : Path.Combine(peer, "public-good-trusted_root.json")), "trusted_root.json").Required();
        var keyFile = Path.Combine(folder, "key.pub");
        var key = File.Exists(keyFile) ? PublicKeys.Read(File.ReadAllBytes(keyFile), "key.pub").Required() : null;
        var identity = key is null ? new SigstoreIdentity("https://token.actions.githubusercontent.com", Identity) : null;
        return () =>
        {
            // The artifact's hash is part of the work on both sides: nothing is carried over but the trusted root.
            var result = new SigstoreVerifier(root).Verify(bundle, name, SigstoreArtifact.Of(artifact), identity, key);
            if (result.Outcome < CheckOutcome.Note) throw new InvalidOperationException($"{name}: {string.Join("; ", result.Failures)}");
        };
    }
}
