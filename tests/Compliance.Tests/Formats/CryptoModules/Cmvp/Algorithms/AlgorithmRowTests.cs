using Compliance.Formats.CryptoModules.Cmvp.Algorithms;

namespace Compliance.Tests.Formats.CryptoModules.Cmvp.Algorithms;

/// <summary>Rows of tables that were scraped from documents: what can be told counts, everything else is left out.</summary>
public sealed class AlgorithmRowTests
{
    [Theory]
    [InlineData("AES-CBC | A3548 | Direction - Decrypt, Encrypt | Key Length - 128, 192, 256 | SP 800-38A", "AES-CBC A3548")]
    [InlineData("AES-XTS Testing | Revision 2.0 | A3548 | Key Length - 128, 256", "AES-XTS A3548")]
    [InlineData("Counter DRBG | A3548 | Prediction Resistance - Yes", "Counter DRBG A3548")]
    [InlineData("DSA KeyGen | (FIPS186-4) | A3548 | L - 2048, 3072", "DSA KeyGen A3548")]
    [InlineData("ECDSA SigVer(FIPS186-4) | A2000 | Curve", "ECDSA SigVer A2000")]
    [InlineData("HMAC-SHA2- | 512/224 | A3548 | Key Length", "HMAC-SHA2-512/224 A3548")]
    [InlineData("KAS-ECC-SSC | Sp800-56Ar3 | A3548 | Domain", "KAS-ECC-SSC A3548")]
    [InlineData("KDA HKDF SP800-56Cr2 | A3548", "KDA HKDF A3548")]
    [InlineData("KDF SSH(CVL) | A1 | x", "KDF SSH A1")]
    [InlineData("SHA2-256 C1234", "SHA2-256 C1234")]
    [InlineData("AES-CBC A3548", "AES-CBC A3548")]
    [InlineData("Mode - AES-128, AES-192 | Derivation Function Enabled - No, Yes | SP 800-90A | Rev. 1", null)]
    [InlineData("384, SHA2-512, SHA2-512/224", null)]
    [InlineData("AES-CBC", null)]
    [InlineData("AES-CBC | SP 800-38A | A3548", null)]
    [InlineData("AES-CBC | A3548x", null)]
    [InlineData("HMAC-MD5 | A3548", null)]
    [InlineData("AES-128 | A3548", null)]
    [InlineData("", null)]
    public void Row_counts_when_it_names_an_algorithm_and_its_validation(string row, string? algorithm) => Assert.Equal(algorithm, AlgorithmRow.Read(row)?.ToString());

    [Fact]
    public void What_is_written_is_read_back() => Assert.Equal(new CmvpAlgorithm("RSA SigGen", "A3548"), AlgorithmRow.Read(new CmvpAlgorithm("RSA SigGen", "A3548").ToString()));

    [Fact]
    public void Dump_of_2026_has_the_algorithms_of_the_providers_certificate()
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors: set COMPLIANCE_VECTORS");
        using var gzip = new System.IO.Compression.GZipStream(File.OpenRead(Path.Combine(Vectors.Root, "cmvp", "full.json.gz")), System.IO.Compression.CompressionMode.Decompress);
        using var document = System.Text.Json.JsonDocument.Parse(gzip);
        var rows = document.RootElement.GetProperty("certificates").EnumerateArray().Single(one => one.GetProperty("certificate_number").GetString() == "4985").GetProperty("algorithms_detailed").EnumerateArray().Select(one => one.GetString()!).ToList();
        var read = rows.Select(AlgorithmRow.Read).OfType<CmvpAlgorithm>().Distinct().ToList();

        Assert.All(["AES-GCM", "AES-KWP", "SHA2-256", "SHA3-512", "HMAC-SHA2-512/256", "Hash DRBG", "ECDSA SigGen", "KAS-FFC-SSC", "KDA HKDF"], name => Assert.Contains(new CmvpAlgorithm(name, "A3548"), read));
        Assert.All(read, one => Assert.Equal("A3548", one.Validation));
        Assert.InRange(read.Count, 50, 80);
    }

    [Fact]
    public void Mutated_row_never_throws()
    {
        foreach (var bytes in Mutations.Of("ECDSA SigVer | (FIPS186-4) | A3548 | Curve"u8.ToArray(), Mutations.Count, 8)) _ = AlgorithmRow.Read(System.Text.Encoding.Latin1.GetString(bytes));
    }
}
