namespace Compliance.Evidence.Attesting;

/// <summary>How a signature or attestation is attached.</summary>
public enum AttachmentForm
{
    /// <summary>A Sigstore bundle of version 0.3 in a manifest whose subject is the image, as cosign 3 writes it.</summary>
    Bundle = 0,

    /// <summary>A layer under cosign's older tags <c>.sig</c> (simple signing) and <c>.att</c> (bare DSSE envelope).</summary>
    LegacyTag = 1,
}
