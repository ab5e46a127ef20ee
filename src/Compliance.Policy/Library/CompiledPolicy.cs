using System.Collections.Immutable;
using Compliance.Policy.Cel;
using Compliance.Policy.Expressions;

namespace Compliance.Policy.Library;

/// <summary>The expressions of a policy, ready to run.</summary>
internal sealed record CompiledPolicy(
    CelEnvironment Environment,
    Expression? Where,
    ImmutableArray<CompiledCheck> Checks,
    Expression? Population,
    Expression? NotApplicableWhen,
    MessageTemplate? NotApplicableBecause);
