using System.Collections.Immutable;
using Compliance.Policy.Evaluating;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Policy.Cases;

/// <summary>Runs cases against the policies of a library.</summary>
public static class PolicyCaseRunner
{
    /// <summary>In the order of the cases.</summary>
    /// <exception cref="ArgumentException">A case is of a policy that the library does not have.</exception>
    public static ImmutableArray<CaseResult> Run(PolicyLibrary library, IEnumerable<PolicyCase> cases)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(cases);
        return [.. cases.Select(one => library.Policies.TryGetValue(one.PolicyId, out var policy) ? Run(policy, one) : throw new ArgumentException($"no policy {one.PolicyId}", nameof(cases)))];
    }

    /// <summary>One case against a policy that need not be in a library.</summary>
    internal static CaseResult Run(Library.Policy policy, PolicyCase one)
    {
        var parameters = ParameterValues.Defaults(policy.Document).SetItems(one.Parameters);
        var got = PolicyEngine.Judge(new SelectedPolicy(policy, policy.Document.Severity, parameters, []), one.Given, one.At);
        var because = got.Reasons.Where(reason => reason.Verdict == got.Verdict).Select(reason => reason.Check).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new CaseResult(one, got, [.. because]);
    }
}
