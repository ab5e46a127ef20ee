using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Cases;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Policy.Linting;

/// <summary>
/// Finds everything that is wrong with a <c>policies/</c> folder at once: structure, expressions, controls, profiles, cases, missing cases and
/// read-me files. It does not run the cases: <see cref="PolicyCaseRunner"/> does.
/// </summary>
public static class PolicyLinter
{
    private static readonly ImmutableArray<Verdict> Needed = [Verdict.Met, Verdict.NotMet, Verdict.Unknown];

    /// <summary>Empty when nothing is wrong; ordered by document, line and column.</summary>
    public static ImmutableArray<Defect> Lint(IEnumerable<PolicyFile> files, Limits? limits = null)
    {
        ImmutableArray<PolicyFile> all = [.. files];
        var reading = PolicyLibrary.Load(all, limits);
        var found = new List<Defect>(reading.Defects);
        if (reading.TryGet(out var library))
        {
            var (cases, defects) = PolicyCaseReader.ReadAll(library, limits);
            found.AddRange(defects);
            found.AddRange(MissingCases(library, cases));
            found.AddRange(MissingReadmes(library));
            found.AddRange(AskedChecks.MissingPolicies(library));
        }

        found.AddRange(Strays(all));
        return
        [
            .. found.OrderBy(defect => defect.Locator.Document, StringComparer.Ordinal)
                .ThenBy(defect => defect.Locator.Line ?? 0).ThenBy(defect => defect.Locator.Column ?? 0)
                .ThenBy(defect => defect.Code).ThenBy(defect => defect.Message, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Defect> MissingCases(PolicyLibrary library, ImmutableArray<PolicyCase> cases)
    {
        var kinds = cases.ToLookup(one => one.PolicyId, one => one.Expect, StringComparer.Ordinal);
        foreach (var policy in library.Policies.Values)
        {
            foreach (var verdict in Needed.Where(verdict => !kinds[policy.Id].Contains(verdict)))
                yield return new Defect(PolicyDiagnostics.CaseKinds, new Locator(policy.Path), $"{policy.Id} has no case that expects {verdict.ToWords()}");
        }
    }

    private static IEnumerable<Defect> MissingReadmes(PolicyLibrary library)
    {
        var paths = library.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return library.Policies.Values
            .Where(policy => !paths.Contains(policy.Path.Replace("policy.yaml", "README.md", StringComparison.Ordinal)))
            .Select(policy => new Defect(PolicyDiagnostics.Layout, new Locator(policy.Path), "the folder has no README.md"));
    }

    // A misspelt file name would otherwise be a policy that nobody evaluates.
    private static IEnumerable<Defect> Strays(IEnumerable<PolicyFile> files) =>
        from file in files
        where !(file.Path.Split('/') is
            ["catalogs", ..] or ["README.md"] or [_] and [not ""] or ["profiles", _]
            or [_, _, "policy.yaml" or "README.md"] or [_, _, "cases", _])
        select new Defect(PolicyDiagnostics.Layout, new Locator(file.Path), "nothing reads this file; a policy is <family>/<id>/policy.yaml with cases/*.yaml and README.md");
}
