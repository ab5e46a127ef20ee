using System.CommandLine;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Sboms;

/// <summary><c>compliance sbom</c>: bills of materials made, checked, compared and written anew.</summary>
internal static class SbomVerb
{
    public static Command Build(CommandContext context) => SbomMakeVerb.Equip(
        new Command("sbom", "Makes, checks, compares, converts and merges bills of materials; with an image it makes one")
        {
            SbomMakeVerb.Build(context),
            SbomCheckVerb.Build(context),
            SbomProfilesVerb.Build(context),
            SbomDiffVerb.Build(context),
            SbomConvertVerb.Build(context),
            SbomMergeVerb.Build(context),
        },
        context);
}
