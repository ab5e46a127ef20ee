using System.Text.RegularExpressions;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Sigstore;
using Compliance.Cryptography.Sigstore.Roots;
using Compliance.Formats;
using Compliance.Formats.Attestation;
using Compliance.Formats.Reading;

namespace Compliance.Conformance.Tests.Signatures;

/// <summary>Sigstore bundles made by others: the verdict is theirs, and a failure names the cause that the case is about.</summary>
public sealed class BundleConformanceTests
{
    [Theory]
    [InlineData("bundle-conformance")]
    [InlineData("bundle-other")]
    public void Bundles_have_their_expected_outcome_for_the_stated_cause(string kind)
    {
        using var suite = new ConformanceSuite("signatures", $"sigstore/{kind}");
        foreach (var one in SignatureCase.Of(kind)) suite.Check($"{kind}/{one.Name}", Expected(one), () => Got(one));
        suite.Finish();
    }

    [Fact]
    public void A_late_timestamp_fails_by_its_time_where_its_authority_is_trusted()
    {
        using var suite = new ConformanceSuite("signatures", "sigstore/bundle-other");
        foreach (var one in SignatureCase.Of("bundle-other").Where(one => one.Name == "py-tsa-late_fail"))
        {
            suite.Check($"bundle-other/{one.Name} by trusted_root.staging.json", "SIGSTORE-0017", () =>
            {
                var root = TrustedRoots.Read(one.Named("../../../shared/trusted_root.staging.json"), "staging").Required();
                var result = new SigstoreVerifier(root).Verify(one.Read("bundle.sigstore.json"), one.Name, SigstoreArtifact.Of(one.Read("artifact")));
                var failed = result.Checks.Where(check => check.Outcome == CheckOutcome.Failed).Select(check => check.Code.Text).ToArray();
                return failed.Contains("SIGSTORE-0017", StringComparer.Ordinal) ? "SIGSTORE-0017" : string.Join(", ", failed);
            });
        }

        suite.FinishOptional();
    }

    private static string Expected(SignatureCase one)
    {
        // Without the trusted root of its instance the case states what the public one gives.
        var outcome = one.Text("expectWithPublicGood") ?? one.Expect;
        if (outcome is not ("pass" or "fail" or "indeterminate")) return $"an outcome that is known, not {outcome}";
        return outcome == "fail" && BundleCauses.Codes.TryGetValue(one.Name, out var cause) ? $"fail by {cause}" : outcome;
    }

    private static string Got(SignatureCase one)
    {
        var (outcome, failures) = Judge(one);
        if (outcome != "fail") return outcome;
        if (!BundleCauses.Codes.TryGetValue(one.Name, out var cause)) return Expected(one) == "fail" ? outcome : $"fail: {string.Join(" | ", failures)}";
        return failures.Any(failure => failure.Contains(cause, StringComparison.Ordinal)) ? $"fail by {cause}" : $"fail: {string.Join(" | ", failures)}";
    }

    private static (string Outcome, IReadOnlyList<string> Failures) Judge(SignatureCase one)
    {
        var rootPath = one.Text("trustedRoot")!;
        if (rootPath == "none-available") rootPath = "../../../shared/trusted_root.public-good.json";
        var reading = TrustedRoots.Read(one.Named(rootPath), Path.GetFileName(rootPath));
        if (!reading.TryGet(out var root)) return ("fail", [.. reading.Defects.Select(defect => defect.ToString())]);
        PublicKey? key = null;
        if (one.Text("key") is { } file && !PublicKeys.Read(one.Read(file), file).TryGet(out key))
            return ("fail", [.. PublicKeys.Read(one.Read(file), file).Defects.Select(defect => defect.ToString())]);

        var requirements = new SigstoreRequirements(Logs: one.Flag("noTlog") ? 0 : 1, Timestamps: one.Flag("requireTsa") ? 1 : 0);
        var bundle = one.Read("bundle.sigstore.json");
        var prefix = one.Text("sanPrefix");
        var identity = new SigstoreIdentity(one.Text("issuer"), one.Text("san"), prefix is null ? null : Regex.Escape(prefix) + ".*");
        var result = new SigstoreVerifier(root, requirements).Verify(bundle, one.Name, Artifact(one, bundle), identity, key);
        List<string> failures = [.. result.Failures, .. StatementFailures(one, bundle, result)];
        var outcome = result.Outcome == CheckOutcome.Failed || failures.Count > result.Failures.Length ? "fail" : result.Outcome == CheckOutcome.Indeterminate ? "indeterminate" : "pass";
        return (outcome, failures);
    }

    private static IEnumerable<string> StatementFailures(SignatureCase one, byte[] bundle, SigstoreResult result)
    {
        if (one.Text("sourceRepo") is { } source && result.Claims?.SourceRepositoryUri != source)
            yield return $"source: the certificate names {result.Claims?.SourceRepositoryUri}, expected {source}";
        if (!SigstoreBundle.Read(bundle, one.Name).TryGet(out var read) || read.Envelope is not { } envelope) yield break;
        var digest = one.Text("artifactSha256") is { } hex ? Digest.Parse($"sha256:{hex}")
            : one.Has("artifact") ? Digest.Sha256(System.Security.Cryptography.SHA256.HashData(one.Read("artifact"))) : null;
        if (digest is null) yield break;
        if (!InTotoStatement.Read(envelope.Payload.AsMemory(), one.Name).TryGet(out var statement)) yield return "statement: can't be read";
        else if (!statement.IsAbout(digest) && !IsAboutBySha512(one, statement)) yield return $"subject: the statement is not about {digest}";
    }

    private static bool IsAboutBySha512(SignatureCase one, InTotoStatement statement) =>
        one.Has("artifact") && statement.IsAbout(Digest.Parse($"sha512:{Convert.ToHexStringLower(System.Security.Cryptography.SHA512.HashData(one.Read("artifact")))}"));

    private static SigstoreArtifact? Artifact(SignatureCase one, byte[] bundle)
    {
        if (one.Has("artifact")) return SigstoreArtifact.Of(one.Read("artifact"));
        if (!one.Flag("digestOnly") || !SigstoreBundle.Read(bundle, one.Name).TryGet(out var read) || read.Message is not { } message) return null;
        return SigstoreArtifact.Of(Digest.Sha256(message.Digest.AsSpan()));
    }
}
