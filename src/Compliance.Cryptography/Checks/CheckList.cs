using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Checks;

/// <summary>Gathers checks in the order in which they were made. Not safe for several threads.</summary>
internal class CheckList
{
    private readonly ImmutableArray<VerificationCheck>.Builder checks = ImmutableArray.CreateBuilder<VerificationCheck>();

    public CheckOutcome Worst => VerificationCheck.Worst(checks);

    public void Passed(DiagnosticCode code, string detail) => Add(code, CheckOutcome.Passed, detail);

    public void Note(DiagnosticCode code, string detail) => Add(code, CheckOutcome.Note, detail);

    public void Failed(DiagnosticCode code, string detail) => Add(code, CheckOutcome.Failed, detail);

    public void Indeterminate(DiagnosticCode code, string detail) => Add(code, CheckOutcome.Indeterminate, detail);

    public void Add(DiagnosticCode code, CheckOutcome outcome, string detail) => checks.Add(new VerificationCheck(code, outcome, detail));

    public void AddRange(IEnumerable<VerificationCheck> more) => checks.AddRange(more);

    public ImmutableArray<VerificationCheck> ToImmutable() => checks.ToImmutable();
}
