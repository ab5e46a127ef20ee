using System.CommandLine;
using Compliance.Service.CommandLine;
using Compliance.Service.Verbs.Apk;
using Compliance.Service.Verbs.Attesting;
using Compliance.Service.Verbs.Bundling;
using Compliance.Service.Verbs.Exceptions;
using Compliance.Service.Verbs.Explaining;
using Compliance.Service.Verbs.Feeds;
using Compliance.Service.Verbs.HumanEvidence;
using Compliance.Service.Verbs.Images;
using Compliance.Service.Verbs.Modules;
using Compliance.Service.Verbs.Policies;
using Compliance.Service.Verbs.PolicySets;
using Compliance.Service.Verbs.Rebuilding;
using Compliance.Service.Verbs.Sboms;
using Compliance.Service.Verbs.Systems;
using Compliance.Service.Verbs.Vulns;

namespace Compliance.Service.Verbs;

/// <summary>All verbs, in the order in which help lists them.</summary>
internal static class VerbTable
{
    public static RootCommand Build(CommandContext context)
    {
        var root = new RootCommand("Turns signed container images into FIPS 140 and FedRAMP evidence, and verifies it offline.");
        Option<string?> data = new("--data") { Description = "Data directory (history, packages, signing identity)", HelpName = "dir", Recursive = true };
        root.Add(data);
        root.Add(context.Images.Settings);
        root.Add(AuditVerb.Build(context, data));
        root.Add(VerifyVerb.Build(context));
        root.Add(ShowVerb.Build(context));
        root.Add(ExplainVerb.Build(context));
        root.Add(ModulesVerb.Build(context));
        root.Add(CmvpVerb.Build(context, data));
        root.Add(ListVerb.Build(context, data));
        root.Add(FeedsVerb.Build(context, data));
        root.Add(VulnsVerb.Build(context, data));
        root.Add(ExceptionsVerb.Build(context, data));
        var policy = PolicyVerb.Build(context);
        PolicySetVerbs.AddTo(policy, context, data);
        root.Add(policy);
        root.Add(EvidenceVerb.Build(context, data));
        root.Add(InspectVerb.Build(context));
        root.Add(TreeVerb.Build(context));
        root.Add(CopyVerb.Build(context));
        root.Add(SignVerb.Build(context));
        root.Add(AttestVerb.Build(context));
        root.Add(SbomVerb.Build(context));
        root.Add(RebuildVerb.Build(context, data));
        root.Add(BundleVerb.Build(context, data));
        root.Add(ApkVerb.Build(context));
        root.Add(KeysVerb.Build(context, data));
        root.Add(ServeVerb.Build(context, data));
        root.Add(CalendarVerb.Build(context, data));
        root.Add(HelpVerb.Build(context));
        return root;
    }
}
