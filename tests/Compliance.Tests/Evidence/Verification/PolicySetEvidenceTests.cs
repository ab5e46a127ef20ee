using System.Collections.Immutable;
using System.Text;
using Compliance.Cryptography.Signing;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Tests.Evidence.Verification;

public sealed class PolicySetEvidenceTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly IdentityFiles Doe = IdentityIssuer.Issue(new IdentityRequest(SignerRole.Approver, "J. Doe", Day.AddDays(-1)), "", PlatformRandom.Fill);
    private static readonly ImmutableArray<PolicyFile> Files = [new("a/b/policy.yaml", "id: b\n"u8.ToArray()), new("profiles/p.yaml", "id: p\n"u8.ToArray())];

    [Fact]
    public void A_signed_set_is_verified_whole_and_in_part()
    {
        Assert.Equal(("verified", "J. Doe"), (Judge(Files, whole: true)!.Standing, Judge(Files, whole: true)!.Signer));
        Assert.Equal("verified", Judge([Files[0]], whole: false)!.Standing);
        Assert.Equal("indeterminate", Judge(Files, whole: true, trusted: false)!.Standing);
    }

    [Fact]
    public void A_changed_an_added_and_a_removed_file_break_the_set()
    {
        Assert.Contains("was changed", Judge([Files[0] with { Content = "id: c\n"u8.ToArray() }, Files[1]], whole: true)!.Detail, StringComparison.Ordinal);
        Assert.Contains("not in the signed list", Judge([.. Files, new PolicyFile("x.yaml", "x"u8.ToArray())], whole: true)!.Detail, StringComparison.Ordinal);
        Assert.Contains("not in the folder", Judge([Files[0]], whole: true)!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_without_signature_and_mutated_lists_are_broken()
    {
        var manifest = PolicySetEvidence.Manifest(Files);
        Assert.True(PolicySetEvidence.Judge([Document(PolicySetEvidence.ManifestName, manifest)], Files, true, Trust(), Day, Limits.Default)!.IsBroken);
        Assert.Null(PolicySetEvidence.Judge([], Files, true, Trust(), Day, Limits.Default));
        var signature = Sign(manifest);
        foreach (var bytes in Mutations.Of(manifest, 300, 3))
        {
            if (!bytes.AsSpan().SequenceEqual(manifest)) Assert.True(Judge(bytes, signature, Files, whole: false, Trust())!.IsBroken);
        }
    }

    private static PolicySetSignature? Judge(ImmutableArray<PolicyFile> files, bool whole, bool trusted = true)
    {
        var manifest = PolicySetEvidence.Manifest(Files);
        return Judge(manifest, Sign(manifest), files, whole, trusted ? Trust() : null);
    }

    private static PolicySetSignature? Judge(byte[] manifest, byte[] signature, ImmutableArray<PolicyFile> files, bool whole, TrustPolicy? trust) => PolicySetEvidence.Judge(
        [Document(PolicySetEvidence.ManifestName, manifest), Document(PolicySetEvidence.SignatureName, signature)], files, whole, trust, Day, Limits.Default);

    private static RawDocument Document(string name, byte[] bytes) => RawDocument.Of($"policy-set/{name}", RawRole.PolicySet, name, new MediaType("application/octet-stream"), bytes);

    private static byte[] Sign(byte[] manifest)
    {
        using var signer = SigningIdentity.Open(SignerRole.Approver, Doe.Certificates, Doe.Key, "").Required();
        return signer.SignDetached(manifest, Day.AddHours(-1));
    }

    private static TrustPolicy Trust() => TrustPolicies.Read(
    [
        new TrustFile("trust.yaml", Encoding.UTF8.GetBytes("version: 1\nidentities:\n  - { name: J. Doe, certificate: doe.pem, may: [sign-policies] }\n")),
        new TrustFile("doe.pem", Doe.Certificates.AsMemory(0, Doe.Certificates.Length - Doe.Anchor.Length)),
    ], "trust").Required();
}
