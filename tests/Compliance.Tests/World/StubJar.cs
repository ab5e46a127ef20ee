using System.IO.Compression;
using System.Text;

namespace Compliance.Tests.World;

/// <summary>Small jars with the classes and names that providers have; the classes are empty.</summary>
public static class StubJar
{
    public const string BcFips = "org/bouncycastle/jcajce/provider/BouncyCastleFipsProvider.class";
    public const string BcProv = "org/bouncycastle/jce/provider/BouncyCastleProvider.class";

    public static byte[] Of(params (string Name, byte[] Bytes)[] entries)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                var entry = zip.CreateEntry(name, name.EndsWith(".jar", StringComparison.Ordinal) ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
                entry.LastWriteTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(bytes);
            }
        }

        return output.ToArray();
    }

    public static (string, byte[]) Class(string name) => (name, [0xca, 0xfe, 0xba, 0xbe]);

    public static (string, byte[]) Pom(string artifact, string version) =>
        ($"META-INF/maven/org.bouncycastle/{artifact}/pom.properties", Encoding.ASCII.GetBytes($"#Generated\nversion={version}\ngroupId=org.bouncycastle\nartifactId={artifact}\n"));

    public static (string, byte[]) Manifest(string name, string version) =>
        ("META-INF/MANIFEST.MF", Encoding.ASCII.GetBytes($"Manifest-Version: 1.0\r\nBundle-SymbolicName: {name}\r\nBundle-Version: {version}\r\n\r\n"));

    public static byte[] BcFipsJar(string version) => Of(Manifest("bc-fips", version), Class(BcFips), Pom("bc-fips", version));
}
