using System.Collections.Immutable;
using System.Text;
using Compliance.Policy.Library;

namespace Compliance.Policy.Cases.Mutating;

/// <summary>
/// The mutants that a policy's read-me accepts, one a line: <c>- survives: `before` → `after`: reason</c>. A line answers to every survivor of
/// the policy with these two texts.
/// </summary>
internal sealed class SurvivorList
{
    private const string Head = "- survives: `";

    private readonly ImmutableArray<(string Before, string After, string Reason)> lines;

    private SurvivorList(ImmutableArray<(string, string, string)> lines) => this.lines = lines;

    public static SurvivorList Of(PolicyLibrary library, Library.Policy policy)
    {
        var path = policy.Path.Replace("policy.yaml", "README.md", StringComparison.Ordinal);
        var readme = library.Files.FirstOrDefault(file => file.Path == path);
        var text = readme is null ? "" : Encoding.UTF8.GetString(readme.Content.Span);
        return new SurvivorList([.. text.Split('\n').Select(Parse).OfType<(string, string, string)>()]);
    }

    public string? ReasonFor(PolicyMutant mutant)
    {
        foreach (var (before, after, reason) in lines)
        {
            if (before == mutant.Before && after == mutant.After) return reason;
        }

        return null;
    }

    /// <summary>Lines that answer to none of these.</summary>
    public IEnumerable<string> Stale(IReadOnlyCollection<PolicyMutant> survivors) =>
        from line in lines
        where !survivors.Any(mutant => mutant.Before == line.Before && mutant.After == line.After)
        select $"{line.Before} → {line.After}";

    private static (string Before, string After, string Reason)? Parse(string line) =>
        line.StartsWith(Head, StringComparison.Ordinal) && line.Split('`') is [_, var before, " → ", var after, _, ..] && line.IndexOf("`: ", StringComparison.Ordinal) is > 0 and var end
            ? (before, after, line[(end + 3)..].Trim())
            : null;
}
