namespace Compliance.Formats.Sbom.Profiles;

/// <summary>What a document, or a component of it, answers to one rule. No answer is a certificate.</summary>
public enum SbomAnswer
{
    /// <summary>No machine can tell from the document.</summary>
    NotMachineCheckable = 0,

    Meets = 1,

    /// <summary>Says nothing, or says that it does not know where the rule wants to know.</summary>
    DoesNotState = 2,

    /// <summary>Says that it does not tell.</summary>
    Withheld = 3,
}
