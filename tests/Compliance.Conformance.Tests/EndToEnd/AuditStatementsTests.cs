using Compliance.Conformance.Tests.Stories;
using Compliance.Tests.Evidence.Attesting;
using Compliance.Tests.Evidence.Verification;

namespace Compliance.Conformance.Tests.EndToEnd;

/// <summary>The three statements about an audit, made by the program, stamped by openssl, and verified by sigstore-js.</summary>
public sealed class AuditStatementsTests
{
    [Fact]
    public async Task Summary_findings_and_test_result_verify_with_sigstore_js()
    {
        StockTools.Need("openssl", "bash");
        if (PeerClient.Modules() is not { } modules) return;
        var folder = Directory.CreateTempSubdirectory("compliance-statements-").FullName;
        try
        {
            using var authority = new OpensslTimestamps(Path.Combine(folder, "tsa"));
            var sample = Path.Combine(Repository.Root, "evidence-samples", "before", "image");
            var (code, said) = StockTools.Bash(folder, $"""
                cp -r {sample} image
                openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem
                openssl pkey -in key.pem -pubout -out key.pub
                for c in tsa/tsa.pem tsa/root.pem; do openssl x509 -in $c -outform DER | base64 -w 0; echo; done | paste -sd, > chain
                """);
            Assert.True(code == 0, said);
            string[] audit = ["audit", $"oci:{folder}/image", "--at", "2026-11-23", "--data", $"{folder}/data", "--out", $"{folder}/a.asice"];
            Assert.InRange(BuiltProgram.Run(audit).Exit, 0, 2);
            string[] attest = ["attest", $"oci:{folder}/image", "--from", $"{folder}/a.asice", "--verifier-id", "https://verifier.example", "--key", $"{folder}/key.pem", "--tsa", authority.Address.AbsoluteUri];
            var (exit, output, error) = BuiltProgram.Run(attest);
            Assert.True(exit == 0, output + error);
            Assert.Equal(3, authority.Asked);
            var chain = (await File.ReadAllTextAsync(Path.Combine(folder, "chain"), TestContext.Current.CancellationToken)).Trim();
            Assert.Equal(
                ["https://in-toto.io/attestation/test-result/v0.1", "https://slsa.dev/verification_summary/v1", "urn:compliance:findings:v1"],
                await PeerClient.VerifyAsync(modules, Path.Combine(folder, "image"), await File.ReadAllTextAsync(Path.Combine(folder, "key.pub"), TestContext.Current.CancellationToken), chain));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
