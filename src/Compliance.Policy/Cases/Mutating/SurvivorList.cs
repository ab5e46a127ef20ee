using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Compliance.Policy.Library;

namespace Compliance.Policy.Cases.Mutating;

/// <summary>
/// The mutants that a policy's read-me accepts, one a line: <c>- survives: `before` → `after`: reason</c>. A line answers to every survivor of
/// the policy with these two texts.
/// </summary>
internal sealed partial class SurvivorList
{
    private readonly ImmutableArray<(string Before, string After, string Reason)> lines;

    private SurvivorList(ImmutableArray<(string, string, string)> lines) => this.lines = lines;

    public static SurvivorList Of(PolicyLibrary library, Library.Policy policy)
    {
        var path = policy.Path.Replace("policy.yaml", "README.md", StringComparison.Ordinal);
        var readme = library.Files.FirstOrDefault(file => file.Path == path);
        var text = readme is null ? "" : Encoding.UTF8.GetString(readme.Content.Span);
        return new SurvivorList([.. Line().Matches(text).Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value.Trim()))]);
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

    [GeneratedRegex("^- survives: `([^`\n]+)` → `([^`\n]+)`: ([^\n]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
