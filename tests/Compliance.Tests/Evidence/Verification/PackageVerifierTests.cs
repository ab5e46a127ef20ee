using Compliance.Cryptography.Checks;
using Compliance.Evidence.Verification;
using Compliance.Evidence.Verification.Reperforming;
using Compliance.Tests.Evidence.Packaging;

namespace Compliance.Tests.Evidence.Verification;

public sealed class PackageVerifierTests
{
    private static readonly byte[] Good = PackageWorld.Seal();

    /// <summary>A package takes milliseconds, its parts have mutation tests of their own: an eighth in a short run, every one in a long run.</summary>
    private static readonly int PackageMutations = Mutations.Count > 1_000 ? Mutations.Count : Mutations.Count / 8;

    [Fact]
    public void A_good_package_is_verified_with_the_missing_proofs_noted()
    {
        var report = PackageWorld.Verify(Good);
        Assert.Equal([], report.Lines.SelectMany(line => line.Checks).Where(check => check.Outcome < CheckOutcome.Note).Select(check => $"{check.Code} {check.Detail}"));
        Assert.Equal(VerificationConclusion.Verified, report.Conclusion);
        Assert.Equal(["PKG-0401", "PKG-0801"], report.Lines.SelectMany(line => line.Checks).Where(check => check.Outcome == CheckOutcome.Note).Select(check => check.Code.Text));
        Assert.Equal(Enum.GetValues<VerificationTopic>(), report.Lines.Select(line => line.Topic));
        Assert.Equal("1 facts: 1 re-derived from bytes here, 0 from the recorded inventory, 0 carried", report.Lines[4].Summary);
        Assert.Null(report.FirstFailure);
    }

    [Fact]
    public void Without_an_anchor_it_is_integrity_only()
    {
        var report = PackageWorld.Verify(Good, PackageWorld.Options with { Anchors = null });
        Assert.Equal(VerificationConclusion.Incomplete, report.Conclusion);
        Assert.Equal(CheckOutcome.Indeterminate, report.Lines[2].Outcome);
        Assert.Contains("integrity only", report.Lines[2].Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_re_performance_it_is_incomplete() =>
        Assert.Equal(VerificationConclusion.Incomplete, PackageWorld.Verify(Good, PackageWorld.Options with { Reperformance = null }).Conclusion);

    [Fact]
    public void The_same_package_gives_the_same_report() =>
        Assert.Equal(Text(PackageWorld.Verify(Good)), Text(PackageWorld.Verify(Good)));

    [Fact]
    public void Every_flipped_byte_of_a_package_is_found()
    {
        var random = new Random(17);
        var places = Mutations.Count >= Good.Length ? Enumerable.Range(0, Good.Length) : Enumerable.Range(0, PackageMutations).Select(_ => random.Next(Good.Length));
        foreach (var place in places)
        {
            var bad = (byte[])Good.Clone();
            bad[place] ^= (byte)(1 << random.Next(8));
            Assert.True(PackageWorld.Verify(bad).Conclusion == VerificationConclusion.Failed, $"byte {place} of {Good.Length}");
        }
    }

    [Fact]
    public void Every_bit_of_compressed_bytes_is_found_even_where_deflate_would_say_the_same()
    {
        var text = System.Text.Encoding.Latin1.GetString(Good);
        var name = text.IndexOf("by-name/", StringComparison.Ordinal);
        for (var place = name + 40; place < name + 50; place++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var bad = (byte[])Good.Clone();
                bad[place] ^= (byte)(1 << bit);
                Assert.True(PackageWorld.Verify(bad).Conclusion == VerificationConclusion.Failed, $"byte {place} bit {bit}");
            }
        }
    }

    [Fact]
    public void Mutations_never_throw_and_never_verify()
    {
        foreach (var mutant in Mutations.Of(Good, PackageMutations, 23))
        {
            if (!mutant.AsSpan().SequenceEqual(Good)) Assert.Equal(VerificationConclusion.Failed, PackageWorld.Verify(mutant).Conclusion);
        }
    }

    [Fact]
    public void Differences_are_named()
    {
        var was = "{\"results\":[{\"policy\":\"p\",\"subject\":\"sha256:0123456789abcdef\",\"verdict\":\"met\"}]}"u8.ToArray();
        var now = "{\"results\":[{\"policy\":\"p\",\"subject\":\"sha256:0123456789abcdef\",\"verdict\":\"not met\"}]}"u8.ToArray();
        Assert.Equal("p (0123456789ab): differs (recorded 'met', evaluated 'not met')", Differences.OfResults(was, now, Compliance.Formats.Reading.Limits.Default));
    }

    private static string Text(VerificationReport report) => string.Join('\n', report.Lines.Select(line => $"{line.Topic} {line.Summary} {string.Join('|', line.Checks)}"));
}
