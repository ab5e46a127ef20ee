namespace Compliance.Conformance.Tests.Signatures;

/// <summary>The code by which our own failure names the cause that a failing case is about.</summary>
internal static class BundleCauses
{
    public static readonly IReadOnlyDictionary<string, string> Codes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bundle-empty-certificate-chain_fail"] = "SIGSTORE-0001",
        ["bundle-invalid-base64-signature_fail"] = "SIGSTORE-0001",
        ["bundle-negative-log-index_fail"] = "SIGSTORE-0001",
        ["bundle-with-root-cert_fail"] = "SIGSTORE-0003",
        ["checkpoint-wrong-roothash_fail"] = "SIGSTORE-0010",
        ["dsse-mismatch-envelope_fail"] = "SIGSTORE-0012",
        ["inclusion-proof-corrupted-hash_fail"] = "SIGSTORE-0009",
        ["integrated-time-in-future_fail"] = "SIGSTORE-0017",
        ["intoto-log-entry-mismatch_fail"] = "SIGSTORE-0012",
        ["intoto-set-outside-signing-cert-validity_fail"] = "SIGSTORE-0017",
        ["invalid-checkpoint-signature_fail"] = "SIGSTORE-0010",
        ["invalid-inclusion-proof_fail"] = "SIGSTORE-0010",
        // The "wrong" key of this case is no point of its curve: it is refused when it is read.
        ["managed-key-wrong-key_fail"] = "KEY-0001",
        ["rekor2-checkpoint-missing-log-signature_fail"] = "SIGSTORE-0010",
        ["rekor2-checkpoint-missing-root-hash_fail"] = "SIGSTORE-0010",
        ["rekor2-checkpoint-no-matching-signature_fail"] = "SIGSTORE-0010",
        ["rekor2-dsse-mismatch-envelope_fail"] = "SIGSTORE-0012",
        ["rekor2-no-inclusion-proof_fail"] = "SIGSTORE-0009",
        ["rekor2-timestamp-outside-trust-root-tsa-validity_fail"] = "SIGSTORE-0015",
        ["rekor2-timestamp-payload-mismatch_fail"] = "SIGSTORE-0015",
        ["rekor2-timestamp-untrusted-tsa-without-embedded-cert_fail"] = "SIGSTORE-0015",
        ["set-invalid-signature_fail"] = "SIGSTORE-0008",
        ["trust-root-tlog-missing-validity-start_fail"] = "SIGSTORE-0007",
        ["wrong-hashedrekord-cert-and-sig_fail"] = "SIGSTORE-0012",
        ["wrong-material_fail"] = "SIGSTORE-0004",
        ["bcr-MODULE-wrong-signer_fail"] = "SIGSTORE-0020",
        ["gh-invalid-signature_fail"] = "SIGSTORE-0004",
        ["gh-missing-material_fail"] = "SIGSTORE-0001",
        ["gh-github-instance-tsa-only"] = "SIGSTORE-0016",
        ["py-bundle_cve_2022_36056_fail"] = "SIGSTORE-0012",
        ["py-bundle_no_cert_v1_fail"] = "SIGSTORE-0001",
        ["py-bundle_no_log_entry_fail"] = "SIGSTORE-0013",
        ["py-digest_mismatch_fail"] = "SIGSTORE-0005",
        // Its trusted root has not the authority that made the token; by the root that has it, BundleConformanceTests asks for the late time.
        ["py-tsa-late_fail"] = "SIGSTORE-0015",
        // The signature of this case is not even base64.
        ["slsa-invalid-dsse-sig_fail"] = "SIGSTORE-0001",
        ["slsa-mismatch-tlog_fail"] = "SIGSTORE-0012",
        ["slsagen-gha_container-based-v2.1.0-push-v14-wrong-source_fail"] = "source",
        ["slsagen-gha_delegator-v2.1.0-push-v14-wrong-source_fail"] = "source",
        ["slsagen-gha_go-v2.1.0-push-v14-wrong-source_fail"] = "source",
        ["slsagen-gha_gradle-v2.1.0-push-v14-wrong-source_fail"] = "source",
        ["slsagen-gha_maven-v2.1.0-push-v14-wrong-source_fail"] = "source",
    };
}
