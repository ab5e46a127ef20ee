using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Sigstore;
using Compliance.Cryptography.Sigstore.Roots;

namespace Compliance.Tests.Cryptography.Sigstore;

public sealed class SigstoreInputTests
{
    [Theory]
    [InlineData("happy-path-v0.3")]
    [InlineData("rekor2-timestamp-with-embedded-cert")]
    public void Mutated_bundles_never_throw_and_a_changed_artifact_never_passes(string name)
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors: set COMPLIANCE_VECTORS");
        var folder = Path.Combine(Vectors.Root!, "sigstore", "bundle-conformance", name);
        var rootFile = File.Exists(Path.Combine(folder, "trusted_root.json")) ? Path.Combine(folder, "trusted_root.json") : Path.Combine(Vectors.Root!, "sigstore", "trust-material", "trusted_root.public-good.json");
        var verifier = new SigstoreVerifier(TrustedRoots.Read(File.ReadAllBytes(rootFile), "root").Required());
        var bundle = File.ReadAllBytes(Path.Combine(folder, "bundle.sigstore.json"));
        var artifact = SigstoreArtifact.Of(File.ReadAllBytes(Path.Combine(folder, "artifact")));
        Assert.True(verifier.Verify(bundle, "bundle", artifact).Outcome >= CheckOutcome.Note);
        foreach (var mutated in Mutations.Of(bundle, Mutations.Count / 4, 17)) _ = verifier.Verify(mutated, "bundle", artifact);
        Assert.Equal(CheckOutcome.Failed, verifier.Verify(bundle, "bundle", SigstoreArtifact.Of("other"u8.ToArray())).Outcome);
    }

    [Fact]
    public void Mutated_trusted_roots_are_read_or_refused_without_a_throw()
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors: set COMPLIANCE_VECTORS");
        var root = File.ReadAllBytes(Path.Combine(Vectors.Root!, "sigstore", "trust-material", "trusted_root.public-good.json"));
        Assert.Equal(2, TrustedRoots.Read(root, "root").Required().Logs.Length);
        foreach (var mutated in Mutations.Of(root, Mutations.Count / 4, 19)) _ = TrustedRoots.Read(mutated, "root");
    }

    [Theory]
    [InlineData("https://github.com/org/repo/.*", "https://github.com/org/repo/x", true)]
    [InlineData("https://github.com/org/repo", "https://github.com/org/repoA", false)]
    [InlineData("github.com/org/repo", "https://github.com/org/repo", false)]
    [InlineData("a|b", "ab", false)]
    public void Pattern_must_match_the_whole_name(string pattern, string name, bool expected)
    {
        var claims = new Compliance.Cryptography.Sigstore.Certificates.SigningClaims { Names = [name], All = System.Collections.Immutable.ImmutableSortedDictionary<int, string>.Empty };
        Assert.Equal(expected, new SigstoreIdentity(NamePattern: pattern).NameMatches(claims));
    }
}
