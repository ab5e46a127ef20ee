using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Trust;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Cryptography.Trust;

public sealed class TrustPoliciesTests
{
    private const string Good = """
        version: 1
        identities:
          - name: release
            key: release.pem
            may: [sign-images, attest]
            predicates: ["https://slsa.dev/provenance/v1"]
            builders: ["https://builder.example/ci"]
            repositories: ["registry.example/team/*", registry.example/app]
            validFrom: 2026-01-01
            validUntil: 2027-01-01T12:00:00Z
          - name: approver
            certificate: approver.pem
            may: [sign-images]
        """;

    private static readonly byte[] Root = """{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}"""u8.ToArray();
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly byte[] KeyPem = Encoding.ASCII.GetBytes(Key.ExportSubjectPublicKeyInfoPem());
    private static readonly byte[] CertificatePem = Certificate();

    [Fact]
    public void Folder_is_read_and_ordered_by_name()
    {
        var policy = Read(Good).Required();
        Assert.Equal(["approver", "release"], policy.Identities.Select(identity => identity.Name));
        var release = policy.Identities[1];
        Assert.True(release.MayAttest("https://slsa.dev/provenance/v1"));
        Assert.False(release.MayAttest("https://slsa.dev/provenance/v0.2"));
        Assert.True(release.TrustsBuilder("https://builder.example/ci"));
        Assert.False(release.TrustsBuilder("https://builder.example/ci2"));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), release.ValidFrom);
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 12, 0, 0, TimeSpan.Zero), release.ValidUntil);
        Assert.Equal(["approver.pem", "release.pem", "root.json", "trust.yaml"], policy.Files.Select(file => file.Path));
    }

    [Theory]
    [InlineData("registry.example/team/app", true)]
    [InlineData("registry.example/app", true)]
    [InlineData("registry.example/teams/app", false)]
    [InlineData("registry.example/app2", false)]
    [InlineData(null, null)]
    public void Repository_scope_is_exact_or_everything_below(string? repository, bool? expected) =>
        Assert.Equal(expected, Read(Good).Required().Identities[1].CoversRepository(repository));

    [Fact]
    public void Window_of_a_certificate_bounds_its_identity()
    {
        var approver = Read(Good).Required().Identities[0];
        Assert.Equal(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), approver.ValidFrom);
        Assert.Equal(new DateTimeOffset(2050, 1, 1, 0, 0, 0, TimeSpan.Zero), approver.ValidUntil);
    }

    [Fact]
    public void Order_of_files_does_not_change_the_digest() =>
        Assert.Equal(Read(Good).Required().Digest, TrustPolicies.Read(Files(Good).Reverse(), "trust").Required().Digest);

    [Fact]
    public void Folder_without_policy_is_refused_with_a_cure() =>
        Assert.Contains("docs/trust.md", Only(TrustCodes.NoPolicy, TrustPolicies.Read([new TrustFile("release.pem", KeyPem)], "trust")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("version: 1\nidentities:\n  - name: a\n    key: release.pem\n    may: [sign-images]\n    maybe: 1", "TRUST-0002", 6, 5)]
    [InlineData("version: 1\nowner: me\nidentities: []", "TRUST-0002", 2, 1)]
    [InlineData("identities: []", "TRUST-0003", 1, 1)]
    [InlineData("version: 2\nidentities: []", "TRUST-0004", 1, 10)]
    [InlineData("version: 1\nidentities:\n  - name: a\n    key: release.pem\n    may: [sign]", "TRUST-0004", 5, 10)]
    [InlineData("version: 1\nidentities:\n  - name: a\n    key: absent.pem\n    may: [sign-images]", "TRUST-0006", 4, 10)]
    [InlineData("version: 1\nidentities:\n  - name: a\n    key: ../release.pem\n    may: [sign-images]", "TRUST-0006", 4, 10)]
    [InlineData("version: 1\nidentities:\n  - name: a\n    key: approver.pem\n    may: [sign-images]", "TRUST-0004", 4, 10)]
    [InlineData("version: 1\nidentities:\n  - name: a\n    certificate: release.pem\n    may: [sign-images]", "TRUST-0004", 4, 18)]
    [InlineData("version: 1\nidentities:\n  - name: a\n    may: [sign-images]", "TRUST-0003", 3, 5)]
    [InlineData("version: 1\nidentities:\n  - name: a\n    key: release.pem", "TRUST-0003", 3, 5)]
    [InlineData("version: 1\nidentities:\n  - name: a\n    key: release.pem\n    may: [attest]", "TRUST-0003", 3, 5)]
    [InlineData("version: 1\nidentities:\n  - name: a\n    key: release.pem\n    may: []", "TRUST-0004", 5, 10)]
    [InlineData("version: 1\nidentities:\n  - name: a\n    key: release.pem\n    may: [sign-images]\n    validFrom: soon", "TRUST-0004", 6, 16)]
    [InlineData("version: 1\nidentities:\n  - name: a\n    key: release.pem\n    may: [sign-images]\n    validFrom: 2027-01-01\n    validUntil: 2026-01-01", "TRUST-0009", 3, 5)]
    [InlineData("version: 1\nidentities:\n  - name: a\n    sigstore: {trustedRoot: root.json, issuer: i, identityPattern: '(a'}\n    may: [sign-images]", "TRUST-0004", 4, 68)]
    [InlineData("version: 1\nidentities:\n  - name: a\n    sigstore: {trustedRoot: root.json, issuer: i}\n    may: [sign-images]", "TRUST-0003", 4, 15)]
    [InlineData("version: 1\nidentities:\n  - name: a\n    sigstore: {trustedRoot: root.json, issuer: i, identity: n, require: {times: 0}}\n    may: [sign-images]", "TRUST-0004", 4, 81)]
    [InlineData("version: 1\nidentities:\n  - name: a\n    sigstore: {trustedRoot: root.json, issuer: i, identity: n, require: {logs: many}}\n    may: [sign-images]", "TRUST-0004", 4, 80)]
    [InlineData("version: 1\nidentities: 5", "TRUST-0004", 2, 13)]
    [InlineData("- 1", "TRUST-0004", 1, 1)]
    public void Mistakes_are_refused_with_line_and_column(string yaml, string code, int line, int column)
    {
        var defect = Only(new DiagnosticCode(code), Read(yaml));
        Assert.Equal((line, column), (defect.Locator.Line, defect.Locator.Column));
    }

    [Fact]
    public void All_mistakes_are_reported_not_the_first()
    {
        var defects = Read("version: 1\nidentities:\n  - name: a\n    key: absent.pem\n    may: [x]\n  - name: b\n    key: gone.pem\n    what: 1\n    may: [sign-images]").Defects;
        Assert.Equal(["TRUST-0004", "TRUST-0006", "TRUST-0002", "TRUST-0006"], defects.Select(defect => defect.Code.Text));
    }

    [Fact]
    public void Repeated_name_and_repeated_key_are_refused()
    {
        var twice = Read("version: 1\nidentities:\n  - {name: a, key: release.pem, may: [sign-images]}\n  - {name: a, key: release.pem, may: [sign-images]}");
        Assert.Equal([TrustCodes.DuplicateName, TrustCodes.DuplicateKey], twice.Defects.Select(defect => defect.Code));
    }

    [Fact]
    public void Private_key_anywhere_in_the_folder_is_refused()
    {
        var pem = Encoding.ASCII.GetBytes(Key.ExportPkcs8PrivateKeyPem());
        var reading = TrustPolicies.Read([.. Files(Good), new TrustFile("old/left.pem", pem)], "trust");
        Assert.Equal("trust/old/left.pem", Only(TrustCodes.PrivateKey, reading).Locator.Document);
    }

    [Fact]
    public void Unsuitable_key_is_refused_by_its_own_code()
    {
        using var small = RSA.Create(1024);
        var reading = TrustPolicies.Read(
            [new TrustFile("small.pem", Encoding.ASCII.GetBytes(small.ExportSubjectPublicKeyInfoPem())), .. Files("version: 1\nidentities:\n  - {name: a, key: small.pem, may: [sign-images]}")], "trust");
        Assert.Equal("trust/small.pem", Only(KeyCodes.RsaParameters, reading).Locator.Document);
    }

    [Fact]
    public void Keyless_identity_is_read_with_its_root_and_requirements()
    {
        var policy = Read("version: 1\nidentities:\n  - name: a\n    sigstore: {trustedRoot: root.json, issuer: i, identity: n, require: {certificateLogs: 0}}\n    may: [sign-images]").Required();
        var keyless = Assert.Single(policy.Identities).Keyless!;
        Assert.Equal(("i", "n", 0, 1), (keyless.Issuer, keyless.Identity, keyless.Requirements.CertificateLogs, keyless.Requirements.Logs));
        Assert.Equal("SIGSTORE-0025", Assert.Single(Read("version: 1\nidentities:\n  - name: a\n    sigstore: {trustedRoot: trust.yaml.json, issuer: i, identity: n}\n    may: [sign-images]", new TrustFile("trust.yaml.json", "{}"u8.ToArray())).Defects).Code.Text);
    }

    [Fact]
    public void Mutated_policies_are_read_or_refused_without_a_throw()
    {
        foreach (var mutated in Mutations.Of(Encoding.UTF8.GetBytes(Good), Mutations.Count, 7))
            _ = TrustPolicies.Read([new TrustFile("trust.yaml", mutated), new TrustFile("release.pem", KeyPem), new TrustFile("approver.pem", CertificatePem)], "trust");
    }

    private static Reading<TrustPolicy> Read(string yaml, params TrustFile[] more) => TrustPolicies.Read([.. Files(yaml), .. more], "trust");

    private static TrustFile[] Files(string yaml) =>
        [new("trust.yaml", Encoding.UTF8.GetBytes(yaml)), new("release.pem", KeyPem), new("approver.pem", CertificatePem), new("root.json", Root)];

    private static Defect Only(DiagnosticCode code, Reading<TrustPolicy> reading)
    {
        var defect = Assert.Single(reading.Defects);
        Assert.Equal(code, defect.Code);
        return defect;
    }

    private static byte[] Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var request = new CertificateRequest("CN=test approver", key, HashAlgorithmName.SHA384);
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2050, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return Encoding.ASCII.GetBytes(certificate.ExportCertificatePem());
    }
}
