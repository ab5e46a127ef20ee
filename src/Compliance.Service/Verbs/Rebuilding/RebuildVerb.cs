using System.CommandLine;
using Compliance.Service.CommandLine;
using Compliance.Service.Verbs.Rebuilding.Planning;
using Compliance.Service.Verbs.Rebuilding.Reproducing;
using Compliance.Service.Verbs.Rebuilding.Running;

namespace Compliance.Service.Verbs.Rebuilding;

/// <summary><c>compliance rebuild</c>: images from apko configurations, without apko, and what a rebuild mends.</summary>
internal static class RebuildVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        var verb = new Command("rebuild", "Plans and runs rebuilds; solves, locks and composes images from apko configurations");
        verb.Add(SolveVerb.Build(context, data));
        verb.Add(LockVerb.Build(context, data));
        verb.Add(ComposeVerb.Build(context, data));
        verb.Add(PlanVerb.Build(context, data));
        verb.Add(RunVerb.Build(context, data));
        verb.Add(DeltaVerb.Build(context));
        verb.Add(ReproduceVerb.Build(context, data));
        return verb;
    }
}
