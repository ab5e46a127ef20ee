using Compliance.Policy.Results;

namespace Compliance.Pipeline.Plan.Finding;

/// <summary>Who can mend what a rebuild can't.</summary>
internal static class FixOwners
{
    public static string Of(PolicyResult result) => result.PolicyId switch
    {
        "crypto-operational-environment" or "crypto-entropy-stated" or "crypto-stream-stated" or "crypto-inherited-complete" or "crypto-unvalidated-planned" or "crypto-exchange-conditions"
            or "image-inventory-id" or "registry-monitored" => "owner of the system file",
        "scan-within-window" => "operator: no scan with current data (compliance help feeds)",
        "crypto-catalog-current" => "operator: the list of certificates is old (compliance cmvp import)",
        "builder-trusted" or "slsa-build-level" or "signer-identity-trusted" or "signature-verified" => "keeper of the trust folder",
        "source-pinned" => "owner of the apko configuration (vcs-url)",
        "licences-known" => "maintainer of each package without a licence",
        "vex-justified" => "owner of the vulnerability statements",
        "no-credential-files" => "maintainer of the package that ships the file",
        _ => result.Family switch
        {
            "vulnerability" => result.Verdict == Verdict.Unknown ? "operator: no feed tells (compliance help feeds)" : "maintainer of the package: no fixed version is in the repositories",
            "cryptography" => "vendor of the module, through CMVP",
            "hardening" => "maintainer of the package",
            "provenance" => "owner of the builder",
            _ => "owner of the recipe",
        },
    };
}
