namespace Compliance.Cryptography.ModuleIntegrity;

/// <summary>The outcome and, for a person, what was computed over what and against which value.</summary>
public sealed record IntegrityResult(IntegrityOutcome Outcome, string Detail)
{
    /// <summary><c>ok</c>, <c>broken</c> or <c>not-checkable</c>, as facts spell it.</summary>
    public string Word => Outcome switch
    {
        IntegrityOutcome.Ok => "ok",
        IntegrityOutcome.Broken => "broken",
        _ => "not-checkable",
    };
}
