using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Evidence.Assessing;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Explaining;
using Compliance.Policy.Facts.Views;
using Compliance.Policy.Library;
using Compliance.Policy.Results;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Explaining;

/// <summary><c>compliance explain &lt;package&gt; &lt;policy&gt;</c>: every check with the values it read, where they come from, and what would change it.</summary>
internal static class ExplainVerb
{
    public static Command Build(CommandContext context)
    {
        Argument<string> package = new("package") { Description = "Evidence package (.asice)" };
        Argument<string> policy = new("policy") { Description = "Id of a policy of the package's profile" };
        Argument<string?> subject = new("subject") { Description = "Only items whose name contains this", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("explain", "Explains a verdict: expressions, values, sources, what would change it") { package, policy, subject, json };
        verb.SetAction(parsed =>
        {
            var assessment = OpenPackage.Assess(parsed.GetValue(package)!, Limits.Default);
            var selected = Find(assessment, parsed.GetValue(policy)!);
            ImmutableArray<(Digest Image, PolicyExplanation Explanation)> explanations =
            [
                .. assessment.Facts.Select(facts => (facts.Subject, PolicyExplainer.Explain(selected, FactTable.Of(facts), assessment.Evaluation.EvaluatedAt, parsed.GetValue(subject)))),
            ];
            if (parsed.GetValue(json)) ExplanationJson.Write(context.Terminal.Output, selected.Policy.Id, explanations);
            else foreach (var (image, explanation) in explanations) Write(context.Terminal, image, explanation);
            return ExitCodes.Good;
        });
        return verb;
    }

    private static SelectedPolicy Find(Assessment assessment, string id) =>
        assessment.Policies.Policies.FirstOrDefault(policy => policy.Policy.Id == id)
        ?? throw new VerbFailure(ExitCodes.Usage, $"the profile {assessment.Evaluation.ProfileId} has no policy '{id}'", $"it has: {string.Join(", ", assessment.Policies.Policies.Select(policy => policy.Policy.Id))}");

    private static void Write(Terminal terminal, Digest image, PolicyExplanation explanation)
    {
        var output = terminal.Output;
        var result = explanation.Result;
        output.WriteLine($"{terminal.Paint(VerdictTone.Of(result.Verdict), result.Verdict.ToWords())}   {result.PolicyId}   {Terminal.Visible(result.Title)}   sha256:{image.Short}…");
        foreach (var check in explanation.Around) WriteCheck(terminal, check, "  ");
        foreach (var item in explanation.Items)
        {
            if (item.Item.Length > 0)
                output.WriteLine($"  {terminal.Paint(VerdictTone.Of(item.Verdict), item.IsJudged ? item.Verdict.ToWords() : "left out")}   {Terminal.Visible(item.Item)}   {Terminal.Visible(item.Source)}");
            foreach (var check in item.Checks) WriteCheck(terminal, check, item.Item.Length > 0 ? "    " : "  ");
        }

        foreach (var flip in explanation.Flips) FlipText.Write(terminal, flip);
        foreach (var reason in result.Reasons.Where(reason => reason.Remedy.Length > 0)) output.WriteLine($"  fix: {Terminal.Visible(reason.Remedy)}");
        output.WriteLine($"  {string.Join(", ", result.Controls.Select(control => control.Objective.Length > 0 ? control.Objective : control.Id))}");
        output.WriteLine();
    }

    private static void WriteCheck(Terminal terminal, CheckExplanation check, string indent)
    {
        var output = terminal.Output;
        output.WriteLine($"{indent}{check.Check}: {Terminal.Visible(check.Expression.ReplaceLineEndings(" "))}    {terminal.Paint(VerdictTone.Of(check.Verdict), Terminal.Visible(check.Value))}");
        foreach (var part in check.Tree.Children) WriteTree(terminal, part, indent + "  ");
        var table = new Columns("", "", "", "");
        foreach (var attribute in check.Attributes) table.Add(Tone.Quiet, attribute.Attribute, $"= {attribute.Value}", attribute.Source.Length > 0 ? "from" : "", attribute.Source);
        table.Write(terminal, indent + "  ");
        if (!check.WouldBeMetIf.IsEmpty) output.WriteLine($"{indent}  would be met if {Terminal.Visible(string.Join(", and ", check.WouldBeMetIf))}");
    }

    private static void WriteTree(Terminal terminal, ExplainedPart part, string indent)
    {
        terminal.Output.WriteLine($"{indent}{Terminal.Visible(part.Text)}    {terminal.Paint(Tone.Quiet, Terminal.Visible(part.Value))}");
        foreach (var child in part.Children) WriteTree(terminal, child, indent + "  ");
    }
}
