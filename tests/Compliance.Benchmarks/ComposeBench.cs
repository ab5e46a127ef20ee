using System.Diagnostics;
using System.Globalization;
using System.Text;
using Compliance.Cryptography.Apk;
using Compliance.Cryptography.Signing;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Apk.Repositories;
using Compliance.Pipeline.Apk.Writing;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Locking;
using Compliance.Pipeline.Statements;

namespace Compliance.Benchmarks;

/// <summary>Composes an image of many packages with signatures, SBOMs, provenance and derivation, warm, and prints the median.</summary>
internal static class ComposeBench
{
    private const int Runs = 5;
    private const int FilesEach = 25;
    private const long Epoch = 1_700_000_000;

    public static int Run(string count, string megabytes)
    {
        var (packages, bytes) = (int.Parse(count, CultureInfo.InvariantCulture), long.Parse(megabytes, CultureInfo.InvariantCulture) << 20);
        var at = DateTimeOffset.FromUnixTimeSeconds(Epoch);
        using var key = ApkSigningKey.Open("bench.rsa.pub", NewKey(), "").Required();
        var repository = new Repository(packages, bytes, key);
        var files = IdentityIssuer.Issue(new IdentityRequest(SignerRole.Releaser, "bench", at), "", PlatformRandom.Fill);
        using var signer = SigningIdentity.Open(SignerRole.Releaser, files.Certificates, files.Key, "").Required();
        var configuration = ApkoConfigurationReader.Read(Encoding.UTF8.GetBytes($"contents: {{ repositories: [r], packages: [{string.Join(", ", repository.Names)}] }}\narchs: [amd64]\n"), "bench").Required();
        var request = new ComposeRequest(configuration, "bench", repository, ApkKeyring.Empty.With(key.Name, key.PublicPem, "bench").Required());
        var facts = new BuildFacts("bench", "bench", "bench", [], at, at, "bench");
        var times = new List<double>();
        long size = 0;
        for (var run = 0; run <= Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            var composition = ImageComposer.Compose(request).Required();
            var layout = RebuiltLayout.Make(composition, facts, configuration, LockContext.OfPlanned(configuration, "bench", []), signer, RebuiltLayout.Tag);
            size = layout.Blobs.Sum(blob => (long)blob.Value.Length);
            // The first run warms up.
            if (run > 0) times.Add(watch.Elapsed.TotalSeconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{packages} packages, {bytes >> 20} MiB of files, layout of {size >> 20} MiB: median {times[Runs / 2]:0.00} s, {times[0]:0.00} to {times[^1]:0.00} s of {Runs}"));
        return 0;
    }

    private static byte[] NewKey()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(3072);
        return Encoding.ASCII.GetBytes(rsa.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Packages with files that compress about as programs do.</summary>
    private sealed class Repository : IRepositoryFiles
    {
        private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);

        public Repository(int packages, long bytes, ApkSigningKey key)
        {
            var random = new Random(1);
            var records = new List<ApkPackage>();
            for (var i = 0; i < packages; i++)
            {
                var name = $"package-{i:000}";
                var own = Enumerable.Range(0, FilesEach).Select(file => new ApkFileToWrite(new TarItem($"usr/lib/{name}/file-{file}", TarEntryType.Regular), Content(random, (int)(bytes / packages / FilesEach))));
                var written = ApkPackageWriter.Write(
                    new ApkPackage { Locator = new Locator(name), Name = name, Version = "1-r0", Architecture = "x86_64", Origin = name, Licence = "MIT", BuiltAt = Epoch, Depends = i > 0 ? [$"package-{i - 1:000}"] : [] }, own, key);
                records.Add(written.Record);
                files[$"r/x86_64/{written.FileName}"] = written.File;
            }

            files["r/x86_64/APKINDEX.tar.gz"] = ApkRepositoryWriter.Index(records, "", key, Epoch);
            Names = [.. records.Select(record => record.Name)];
        }

        public IReadOnlyList<string> Names { get; }

        public Stream? Open(string path) => files.TryGetValue(path, out var content) ? new MemoryStream(content, writable: false) : null;

        private static byte[] Content(Random random, int size)
        {
            var content = new byte[size];
            random.NextBytes(content);
            for (var i = 0; i < size; i++) content[i] = (i & 64) != 0 ? (byte)(content[i] & 0x0F) : (byte)'a';
            return content;
        }
    }
}
