using System.Collections.Immutable;
using Compliance.Policy.Cel;
using Compliance.Policy.Documents;
using Compliance.Policy.Expressions;

namespace Compliance.Policy.Library;

/// <summary>The expressions of a policy, ready to run.</summary>
internal sealed record CompiledPolicy(
    CelEnvironment Environment,
    Expression? Where,
    ImmutableArray<CompiledCheck> Checks,
    Expression? Population,
    Expression? NotApplicableWhen,
    MessageTemplate? NotApplicableBecause)
{
    /// <summary>All expressions with where they stand in the policy: a check's id, or <c>where</c>, <c>population</c>, <c>not-applicable</c>.</summary>
    public IEnumerable<(string Place, Expression Expression)> All
    {
        get
        {
            if (Where is not null) yield return ("where", Where);
            foreach (var check in Checks) yield return (check.Document.Id, check.Check);
            if (Population is not null) yield return ("population", Population);
            if (NotApplicableWhen is not null) yield return ("not-applicable", NotApplicableWhen);
        }
    }
}
