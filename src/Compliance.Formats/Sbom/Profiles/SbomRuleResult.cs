using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Sbom.Profiles;

/// <summary>What one rule came to.</summary>
/// <param name="Answer">Of all it was asked of, the worst: not stated before withheld before met; of nothing at all it can't be told.</param>
/// <param name="Asked">How many the rule was asked of: 1 for a document.</param>
/// <param name="Replies">Those that don't meet it, with what they are about, in the document's order.</param>
public sealed record SbomRuleResult(SbomProfileRule Rule, SbomAnswer Answer, int Asked, ImmutableArray<(string Subject, Locator Place, SbomReply Reply)> Replies)
{
    /// <summary>Every rule of a profile, in its order.</summary>
    public static ImmutableArray<SbomRuleResult> Of(SbomProfile profile, SbomChecked sbom)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(sbom);
        return [.. profile.Rules.Select(rule => Of(rule, sbom))];
    }

    private static SbomRuleResult Of(SbomProfileRule rule, SbomChecked sbom)
    {
        if (rule.Scope == "document")
        {
            var reply = SbomChecks.Ask(sbom, rule);
            return new SbomRuleResult(rule, reply.Answer, 1, reply.Answer == SbomAnswer.Meets ? [] : [("document", sbom.Document.Locator, reply)]);
        }

        var check = SbomComponentChecks.All[rule.Check];
        var asked = (rule.Scope == "primary" ? sbom.Primary : sbom.Components).ToList();
        var replies = asked.Select(component => (Component: component, Reply: check(sbom, component, rule))).Where(pair => pair.Reply.Answer != SbomAnswer.Meets)
            .Select(pair => ($"{pair.Component.Name} {pair.Component.Version}".Trim(), pair.Component.Locator, pair.Reply)).ToImmutableArray();
        var worst = replies.Any(pair => pair.Reply.Answer == SbomAnswer.DoesNotState) ? SbomAnswer.DoesNotState : replies.IsEmpty ? SbomAnswer.Meets : SbomAnswer.Withheld;
        // A rule about every component says nothing of a document without one.
        return new SbomRuleResult(rule, asked.Count == 0 ? SbomAnswer.NotMachineCheckable : worst, asked.Count, replies);
    }
}
