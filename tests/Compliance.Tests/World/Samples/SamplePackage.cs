using System.Text;
using Compliance.Cryptography.Hashing;
using Org.BouncyCastle.Crypto.Digests;

namespace Compliance.Tests.World.Samples;

/// <summary>A package of a sample image: a stand-in with the name of what a real image has there, made of stubs and short texts.</summary>
/// <param name="Layer">In which layer its files lie, from 0.</param>
internal sealed record SamplePackage(string Name, string Version, string Origin, string Licence, int Layer, params SampleFile[] Files)
{
    public const string Architecture = "x86_64";
    public const string Maintainer = "The compliance authors <samples@compliance.example>";

    // 2026-11-01T00:00:00Z
    private const long BuiltAt = 1793491200;

    /// <summary>What the package's checksums are made of: there is no package file, so its list of files with their digests stands for it.</summary>
    public byte[] Manifest => Encoding.UTF8.GetBytes(string.Concat(Files.Select(file => $"{Digests.Sha256(file.Bytes).Hex}  {file.Path}\n").Prepend($"{Name} {Version}\n")));

    public string Sha256 => Digests.Sha256(Manifest).Hex;

    public string Purl(string distribution) => $"pkg:apk/{distribution}/{Name}@{Version}?arch={Architecture}";

    /// <summary>An apk database, one record a package.</summary>
    public static string Database(IEnumerable<SamplePackage> packages) => string.Concat(packages.Select(package => package.Record()));

    private string Record()
    {
        var record = new StringBuilder();
        void Line(char field, string value) => record.Append(field).Append(':').Append(value).Append('\n');
        var size = Files.Sum(file => file.Bytes.Length);
        Line('C', Checksum(Manifest));
        Line('P', Name);
        Line('V', Version);
        Line('A', Architecture);
        Line('S', $"{size}");
        Line('I', $"{size}");
        Line('T', $"stand-in for {Name}, made for samples");
        Line('U', "https://compliance.example/samples");
        if (Licence.Length > 0) Line('L', Licence);
        Line('o', Origin);
        Line('m', Maintainer);
        Line('t', $"{BuiltAt}");
        foreach (var folder in Files.GroupBy(file => file.Folder).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Line('F', folder.Key);
            foreach (var file in folder.OrderBy(file => file.Path, StringComparer.Ordinal))
            {
                Line('R', file.Path[(folder.Key.Length + 1)..]);
                Line('a', $"0:0:{Convert.ToString(file.Mode, 8)}");
                Line('Z', Checksum(file.Bytes));
            }
        }

        return record.Append('\n').ToString();
    }

    // The format has SHA-1 here.
    private static string Checksum(byte[] bytes)
    {
        var sha1 = new Sha1Digest();
        sha1.BlockUpdate(bytes, 0, bytes.Length);
        var hash = new byte[sha1.GetDigestSize()];
        sha1.DoFinal(hash, 0);
        return "Q1" + Convert.ToBase64String(hash);
    }
}
