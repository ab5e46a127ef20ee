using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Cms;
using Compliance.Cryptography.Timestamps;
using Compliance.Tests.Cryptography.Cms;

namespace Compliance.Tests.Cryptography.Timestamps;

public sealed class TimestampVerifierTests
{
    private static readonly TestAuthority World = new();
    private static readonly TestTimestampAuthority Authority = new(World);
    private static readonly byte[] Value = "a signature value"u8.ToArray();
    private static readonly DateTimeOffset At = TestAuthority.At;

    [Fact]
    public void A_good_token_passes_every_check_and_gives_its_time()
    {
        var verification = TimestampVerifier.Verify(Authority.Stamp(Value, At), Value, World.Anchors);
        Assert.All(verification.Checks, check => Assert.True(check.Outcome == CheckOutcome.Passed, $"{check.Code} {check.Detail}"));
        Assert.Equal(At, verification.GenTime);
    }

    [Fact]
    public void A_token_over_something_else_fails() =>
        AssertFails("TSP-0002", TimestampVerifier.Verify(Authority.Stamp("another value"u8, At), Value, World.Anchors));

    [Fact]
    public void A_sha1_imprint_fails() => AssertFails("TSP-0002", TimestampVerifier.Verify(Authority.Stamp(Value, At, "1.3.14.3.2.26"), Value, World.Anchors));

    [Fact]
    public void An_authority_of_another_root_fails() =>
        AssertFails("CERT-0003", TimestampVerifier.Verify(new TestTimestampAuthority(new TestAuthority()).Stamp(Value, At), Value, World.Anchors));

    [Fact]
    public void A_token_before_its_authority_was_certified_fails() =>
        Assert.Equal(CheckOutcome.Failed, VerificationCheck.Worst(TimestampVerifier.Verify(Authority.Stamp(Value, TestAuthority.Start.AddYears(-1)), Value, World.Anchors).Checks));

    [Fact]
    public void A_certificate_that_is_not_critically_for_stamping_fails()
    {
        Assert.Equal(CheckOutcome.Failed, VerificationCheck.Worst(TimestampVerifier.Verify(new TestTimestampAuthority(World, isCritical: false).Stamp(Value, At), Value, World.Anchors).Checks));
        Assert.Equal(CheckOutcome.Failed, VerificationCheck.Worst(TimestampVerifier.Verify(new TestTimestampAuthority(World, eku: CertificateOids.DocumentSigning).Stamp(Value, At), Value, World.Anchors).Checks));
    }

    [Fact]
    public void Without_an_anchor_the_time_is_indeterminate() =>
        Assert.Equal(CheckOutcome.Indeterminate, VerificationCheck.Worst(TimestampVerifier.Verify(Authority.Stamp(Value, At), Value, null).Checks));

    [Fact]
    public void The_token_of_a_signature_is_found_and_nothing_else_is_let_in()
    {
        var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        var signed = Authority.Attach(TestAuthority.Sign(Value, World.Issue(key), key), At);
        var verification = CadesVerifier.Verify(signed, Value, World.Anchors, CertificateOids.DocumentSigning, At);
        Assert.Equal(CheckOutcome.Passed, VerificationCheck.Worst(verification.Checks));
        Assert.Equal(CheckOutcome.Passed, VerificationCheck.Worst(TimestampVerifier.Verify(verification.TimestampToken!.Value, verification.SignatureValue, World.Anchors).Checks));
    }

    [Fact]
    public void Mutations_never_throw_and_never_prove_another_time()
    {
        var good = Authority.Stamp(Value, At);
        foreach (var mutant in Mutations.Of(good, Mutations.Count / 2, 31))
        {
            var verification = TimestampVerifier.Verify(mutant, Value, World.Anchors);
            if (VerificationCheck.Worst(verification.Checks) == CheckOutcome.Passed) Assert.Equal(At, verification.GenTime);
        }
    }

    private static void AssertFails(string code, TimestampVerification verification) =>
        Assert.Contains(code, verification.Checks.Where(check => check.Outcome == CheckOutcome.Failed).Select(check => check.Code.Text));
}
