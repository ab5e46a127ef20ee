using System.CommandLine;
using System.Text;
using Compliance.Pipeline.AirGap;
using Compliance.Pipeline.Plan;
using Compliance.Policy.Results;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;
using Compliance.Service.Verbs.Rebuilding.Running;

namespace Compliance.Service.Verbs.Rebuilding.Planning;

/// <summary><c>compliance rebuild plan</c>: what a rebuild would do about what is not met, and what it can't.</summary>
internal static class PlanVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        var input = new PlanInput(data);
        Option<string?> target = new("--out") { Description = "File for the plan (canonical JSON)", HelpName = "file" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("plan", "Says what a rebuild would fix, how, and what it can't (exit 0 all met, 1 not met, 2 unknown); writes nothing but --out") { target, json };
        input.AddTo(verb);
        verb.SetAction((parsed, cancellation) =>
        {
            var progress = ProgressLine.For(context.Terminal, parsed.GetValue(json));
            RebuildPlan plan;
            using (progress as IDisposable) plan = Make(input, parsed, context, progress, cancellation);
            if (parsed.GetValue(target) is { } file) WholeFile.Write(file, PlanDocument.Write(plan));
            if (parsed.GetValue(json)) context.Terminal.Output.WriteLine(Encoding.UTF8.GetString(PlanDocument.Write(plan)));
            else PlanText.Write(context.Terminal, plan);
            return Task.FromResult(ResultAudit.ExitCodeOf(Verdicts.Combine(plan.Predictions.Select(one => one.After))));
        });
        return verb;
    }

    private static RebuildPlan Make(PlanInput input, ParseResult parsed, CommandContext context, Auditing.IAuditProgress progress, CancellationToken cancellation)
    {
        using var feeds = input.Feeds(parsed, context, cancellation);
        var request = input.Read(parsed, context, input.At(parsed) ?? context.Clock.GetUtcNow(), feeds?.Catalog, progress, cancellation);
        progress.Step("trying the rebuild in memory");
        return Planned(input, parsed, context, request, cancellation);
    }

    /// <exception cref="VerbFailure">Nothing can be composed, or the plan asked for what its bundle does not have.</exception>
    public static RebuildPlan Planned(PlanInput input, ParseResult parsed, CommandContext context, PlanRequest request, CancellationToken cancellation)
    {
        var reading = Planner.Make(request, cancellation);
        // A trial that failed for lack of a package would make another plan than outside the gap.
        return reading.TryGet(out var plan) && request.Compose.Files is not BundleFiles { Refused.Count: > 0 } ? plan : throw input.Failed(parsed, context, request, reading.Defects);
    }
}
