namespace Compliance.Cryptography.Checks;

/// <summary>
/// What came of one check. The worst of several decides. A check that could not be run is <see cref="Indeterminate"/> with the reason, never left out.
/// </summary>
public enum CheckOutcome
{
    Failed = -1,
    Indeterminate = 0,

    /// <summary>Passed, with something that a reader should know.</summary>
    Note = 1,
    Passed = 2,
}
