using System.CommandLine;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Rebuilding;

/// <summary><c>compliance rebuild solve|compose</c>: images from apko configurations, without apko.</summary>
internal static class RebuildVerb
{
    public static Command Build(CommandContext context)
    {
        var verb = new Command("rebuild", "Solves and composes images from apko configurations");
        verb.Add(SolveVerb.Build(context));
        verb.Add(ComposeVerb.Build(context));
        return verb;
    }
}
