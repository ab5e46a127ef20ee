namespace Compliance.Oci.Snapshots;

/// <summary>How an attached artifact was found. A hint about where it lay, not a proof that it is what it claims.</summary>
public enum ArtifactDiscovery
{
    /// <summary>Its manifest names the subject (OCI image specification 1.1, manifest.md, "subject").</summary>
    Subject = 0,

    /// <summary>A tag of cosign's: <c>sha256-&lt;hex&gt;.sig</c>, <c>.att</c>, <c>.sbom</c>.</summary>
    CosignTag = 1,

    /// <summary>A <c>kind</c> annotation of <c>cosign save</c>.</summary>
    CosignKind = 2,

    /// <summary>The index under the tag <c>sha256-&lt;hex&gt;</c> (OCI distribution specification 1.1, "Referrers Tag Schema").</summary>
    FallbackTag = 3,

    /// <summary>An attestation manifest that BuildKit put into the index beside the image.</summary>
    BuildKit = 4,
}
