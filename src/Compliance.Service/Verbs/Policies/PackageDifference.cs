using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Results.Comparing;

namespace Compliance.Service.Verbs.Policies;

/// <summary>What two policies folders make of one package.</summary>
/// <param name="Verdicts">Verdicts of the first folder.</param>
/// <param name="Defects">Why it could not be judged; empty when it was.</param>
internal sealed record PackageDifference(string File, int Verdicts, ImmutableArray<VerdictChange> Changes, ImmutableArray<Defect> Defects);
