using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Cryptography.Sigstore.Roots;

namespace Compliance.Tests.Cryptography.Sigstore;

public sealed class CertificatesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ECDsa RootKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private static readonly ECDsa IntermediateKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private static readonly ECDsa LeafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly X509Certificate2 Root = Issue("CN=test root", RootKey, null, isAuthority: true);
    private static readonly X509Certificate2 Intermediate = Issue("CN=test intermediate", IntermediateKey, (Root, RootKey), isAuthority: true);
    private static readonly X509Certificate2 Leaf = Issue("CN=test leaf", LeafKey, (Intermediate, IntermediateKey), isAuthority: false);

    [Fact]
    public void Path_is_found_to_the_root_and_to_a_pinned_intermediate()
    {
        Assert.Equal(3, Assert.Single(Paths(Leaf, [Intermediate, Root])).Certificates.Length);
        Assert.Equal(2, Assert.Single(Paths(Leaf, [Intermediate])).Certificates.Length);
        Assert.Null(Paths(Leaf, [Intermediate, Root])[0].Forbids(CertificateRules.CodeSigning));
    }

    [Fact]
    public void Intermediate_that_came_along_completes_a_path_and_a_root_that_came_along_does_not()
    {
        var authority = new AuthorityInstance("", "test", [Parsed(Root)], new ValidityWindow(Start, null));
        Assert.Single(SigningPath.Find(Parsed(Leaf), [Parsed(Intermediate)], [authority]));
        Assert.Empty(SigningPath.Find(Parsed(Leaf), [], [authority]));
        using var foreignKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var foreign = new AuthorityInstance("", "test", [Parsed(Issue("CN=test root", foreignKey, null, isAuthority: true))], new ValidityWindow(Start, null));
        Assert.Empty(SigningPath.Find(Parsed(Leaf), [Parsed(Intermediate), Parsed(Root)], [foreign]));
    }

    [Fact]
    public void Times_are_judged_with_both_ends_inside()
    {
        var path = Paths(Leaf, [Intermediate, Root])[0];
        Assert.Null(path.IsOutside(Start));
        Assert.Null(path.IsOutside(Start.AddYears(1)));
        Assert.NotNull(path.IsOutside(Start.AddSeconds(-1)));
        Assert.NotNull(path.IsOutside(Start.AddYears(1).AddSeconds(1)));
        var closed = new AuthorityInstance("", "test", [Parsed(Intermediate)], new ValidityWindow(null, null));
        Assert.Contains("without a start", SigningPath.Find(Parsed(Leaf), [], [closed])[0].IsOutside(Start), StringComparison.Ordinal);
    }

    [Fact]
    public void Authority_may_not_sign_and_signer_may_not_issue()
    {
        Assert.NotNull(CertificateRules.ForbidsSigning(Parsed(Intermediate), CertificateRules.CodeSigning));
        Assert.NotNull(CertificateRules.ForbidsIssuing(Parsed(Leaf), CertificateRules.CodeSigning, 0));
        Assert.NotNull(CertificateRules.ForbidsSigning(Parsed(Leaf), CertificateRules.TimeStamping));
    }

    [Theory]
    [InlineData("bogus-intermediate-with-eku", true)]
    [InlineData("bogus-leaf-invalid-eku", true)]
    [InlineData("bogus-leaf-missing-eku", true)]
    [InlineData("bogus-root-invalid-ku", false)]
    [InlineData("bogus-root-noncritical-bc", false)]
    public void Odd_certificates_of_others_are_refused(string name, bool asSigner)
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors: set COMPLIANCE_VECTORS");
        var pem = File.ReadAllText(Path.Combine(Vectors.Root!, "sigstore", "x509-corner-cases", $"py-x509-{name}_fail", $"{name}.pem"));
        using var loaded = X509Certificate2.CreateFromPem(pem);
        var certificate = Parsed(loaded);
        Assert.NotNull(asSigner ? CertificateRules.ForbidsSigning(certificate, CertificateRules.CodeSigning) : CertificateRules.ForbidsIssuing(certificate, CertificateRules.CodeSigning, 0));
    }

    [Fact]
    public void Mutated_certificates_are_read_or_refused_without_a_throw()
    {
        var authority = new AuthorityInstance("", "test", [Parsed(Intermediate)], new ValidityWindow(Start, null));
        foreach (var mutated in Mutations.Of(Leaf.RawData, Mutations.Count, 13))
        {
            if (ParsedCertificate.Read(mutated) is not { } certificate) continue;
            _ = SigningClaimsReader.Read(certificate);
            _ = CertificateRules.ForbidsSigning(certificate, CertificateRules.CodeSigning);
            _ = EmbeddedSct.ReadAll(certificate);
            if (!mutated.AsSpan().SequenceEqual(Leaf.RawData)) Assert.Empty(SigningPath.Find(certificate, [], [authority]));
        }
    }

    private static System.Collections.Immutable.ImmutableArray<SigningPath> Paths(X509Certificate2 leaf, X509Certificate2[] chain) =>
        SigningPath.Find(Parsed(leaf), [], [new AuthorityInstance("", "test", [.. chain.Select(Parsed)], new ValidityWindow(Start, null))]);

    private static ParsedCertificate Parsed(X509Certificate2 certificate) => ParsedCertificate.Read(certificate.RawData)!;

    private static X509Certificate2 Issue(string name, ECDsa key, (X509Certificate2 Certificate, ECDsa Key)? issuer, bool isAuthority)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(isAuthority ? X509KeyUsageFlags.KeyCertSign : X509KeyUsageFlags.DigitalSignature, critical: true));
        if (!isAuthority) request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(CertificateRules.CodeSigning)], critical: false));
        request.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.57264.1.1", Encoding.ASCII.GetBytes("https://issuer.example"), critical: false));
        if (issuer is not { } by) return request.CreateSelfSigned(Start, Start.AddYears(1));
        return request.Create(by.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(by.Key), Start, Start.AddYears(1), [1, 2, 3]);
    }
}
