using Compliance.Policy.Results;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Objectives;

/// <summary>What <c>show --objectives</c> prints: each objective and rule with the policies behind it, and what people have to provide.</summary>
internal static class ObjectiveTable
{
    private static string HumanWords(ObjectiveResult objective) => objective.Human.IsEmpty ? "" : $"{objective.HumanState.ToWords()} by human evidence: {string.Join(", ", objective.Human)}";

    public static void Write(Terminal terminal, Evaluation evaluation)
    {
        foreach (var image in evaluation.Objectives.GroupBy(objective => objective.Subject))
        {
            terminal.Output.WriteLine(terminal.Paint(Tone.Strong, $"image {image.Key}"));
            terminal.Output.WriteLine();
            var table = new Columns("evidence", "control", "objective", "policies", "note");
            foreach (var objective in image)
            {
                table.Add(
                    objective.State switch { ObjectiveState.Supported => Tone.Good, ObjectiveState.Contradicted => Tone.Bad, _ => Tone.Open },
                    objective.State.ToWords(),
                    objective.Control,
                    objective.Objective,
                    string.Join(", ", objective.Policies.Select(policy => $"{policy.PolicyId} ({policy.Verdict.ToWords()})")),
                    string.Join("; ", new[] { objective.Note, HumanWords(objective), objective.Needs.IsEmpty ? "" : $"needs human evidence: {string.Join(", ", objective.Needs)}" }.Where(text => text.Length > 0)));
            }

            table.Write(terminal);
            terminal.Output.WriteLine();
        }

        if (!evaluation.Needed.IsEmpty)
        {
            var needed = new Columns("needs human evidence", "method", "what to provide");
            foreach (var one in evaluation.Needed) needed.Add(Tone.Plain, one.Id, one.Method, one.Provide);
            needed.Write(terminal);
            terminal.Output.WriteLine();
        }

        terminal.Output.WriteLine("supported and contradicted say what the evidence does; to judge an objective is for the assessor alone");
    }
}
