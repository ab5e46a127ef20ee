namespace Compliance.Policy.Documents;

/// <summary>What a policy judges: the image once, or each item of a list of facts.</summary>
public enum SubjectKind
{
    Image = 0,
    Package = 1,
    Sbom = 2,
    Signature = 3,
    Attestation = 4,
    Provenance = 5,
    Module = 6,
    Vulnerability = 7,
}
