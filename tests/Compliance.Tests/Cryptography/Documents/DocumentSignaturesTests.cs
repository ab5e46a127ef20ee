using System.Text;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Documents;
using Compliance.Cryptography.Signing;
using Compliance.Cryptography.Trust;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Cryptography.Documents;

public sealed class DocumentSignaturesTests
{
    private const string May = "[approve-waivers]";
    private static readonly DateTimeOffset Day = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Content = "id: a waiver\n"u8.ToArray();
    private static readonly Lazy<IdentityFiles> Doe = new(() => IdentityIssuer.Issue(new IdentityRequest(SignerRole.Approver, "J. Doe", Day.AddDays(-1)), "", PlatformRandom.Fill));
    private static readonly Lazy<IdentityFiles> Roe = new(() => IdentityIssuer.Issue(new IdentityRequest(SignerRole.Approver, "J. Doe", Day.AddDays(-1)), "", PlatformRandom.Fill));

    [Fact]
    public void The_named_key_verifies()
    {
        var signature = DocumentSignatures.Verify(Sign(Doe.Value), Content, Trust(May), TrustPurpose.ApproveWaivers, Day);
        Assert.True(signature.IsVerified, signature.Problem);
        Assert.Equal("J. Doe", signature.Signer!.Name);
        Assert.Equal(["authorizing official"], signature.Signer.Roles);
    }

    [Fact]
    public void Other_content_another_key_another_purpose_and_no_trust_do_not()
    {
        Assert.Equal(CheckOutcome.Failed, DocumentSignatures.Verify(Sign(Doe.Value), "id: another\n"u8.ToArray(), Trust(May), TrustPurpose.ApproveWaivers, Day).Outcome);
        Assert.Equal(CheckOutcome.Failed, DocumentSignatures.Verify(Sign(Roe.Value), Content, Trust(May), TrustPurpose.ApproveWaivers, Day).Outcome);
        Assert.Equal(CheckOutcome.Failed, DocumentSignatures.Verify(Sign(Doe.Value), Content, Trust("[sign-images]"), TrustPurpose.ApproveWaivers, Day).Outcome);
        Assert.Equal(CheckOutcome.Indeterminate, DocumentSignatures.Verify(Sign(Doe.Value), Content, null, TrustPurpose.ApproveWaivers, Day).Outcome);
    }

    [Fact]
    public void A_signature_of_later_and_one_outside_the_window_do_not()
    {
        Assert.False(DocumentSignatures.Verify(Sign(Doe.Value), Content, Trust(May), TrustPurpose.ApproveWaivers, Day.AddHours(-2)).IsVerified);
        Assert.Equal(CheckOutcome.Indeterminate, DocumentSignatures.Verify(Sign(Doe.Value), Content, Trust(May, "validUntil: 2026-11-23T11:00:00Z"), TrustPurpose.ApproveWaivers, Day.AddDays(1)).Outcome);
    }

    [Fact]
    public void An_approver_needs_a_role()
    {
        var reading = Read("version: 1\nidentities:\n  - { name: J. Doe, certificate: doe.pem, may: [approve-waivers] }\n");
        Assert.False(reading.TryGet(out _));
        Assert.Contains(reading.Defects, defect => defect.Message.Contains("roles", StringComparison.Ordinal));
    }

    [Fact]
    public void Mutated_signatures_never_throw_and_never_verify()
    {
        var seed = Sign(Doe.Value);
        var trust = Trust(May);
        foreach (var bytes in Mutations.Of(seed, Mutations.Count, 7))
        {
            if (bytes.AsSpan().SequenceEqual(seed)) continue;
            Assert.False(DocumentSignatures.Verify(bytes, Content, trust, TrustPurpose.ApproveWaivers, Day).IsVerified);
        }
    }

    private static byte[] Sign(IdentityFiles files)
    {
        using var signer = SigningIdentity.Open(SignerRole.Approver, files.Certificates, files.Key, "").Required();
        return signer.SignDetached(Content, Day.AddHours(-1));
    }

    private static TrustPolicy Trust(string may, string more = "validUntil: 2036-01-01T00:00:00Z") =>
        Read($"version: 1\nidentities:\n  - name: J. Doe\n    certificate: doe.pem\n    may: {may}\n    roles: [authorizing official]\n    {more}\n").Required();

    private static Reading<TrustPolicy> Read(string text) => TrustPolicies.Read(
        [new TrustFile("trust.yaml", Encoding.UTF8.GetBytes(text)), new TrustFile("doe.pem", Doe.Value.Certificates.AsMemory(0, Doe.Value.Certificates.Length - Doe.Value.Anchor.Length))], "trust");
}
