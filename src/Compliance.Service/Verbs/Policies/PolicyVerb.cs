using System.CommandLine;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Policies;

/// <summary><c>compliance policy</c>: what the engineers who write policies work with.</summary>
internal static class PolicyVerb
{
    public static Command Build(CommandContext context)
    {
        var verb = new Command("policy", "Write, check, test and compare policies");
        verb.Add(PolicyLintVerb.Build(context));
        verb.Add(PolicyTestVerb.Build(context));
        verb.Add(PolicyNewVerb.Build(context));
        verb.Add(PolicyDiffVerb.Build(context));
        verb.Add(PolicyDocVerb.Build(context));
        verb.Add(PolicySchemaVerb.Build(context));
        return verb;
    }
}
