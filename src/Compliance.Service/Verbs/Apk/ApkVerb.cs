using System.CommandLine;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Apk;

/// <summary><c>compliance apk</c>: packages and repositories of apk, where one is kept.</summary>
internal static class ApkVerb
{
    public static Command Build(CommandContext context)
    {
        var verb = new Command("apk", "Checks apk packages and indexes, and makes signed indexes of folders with packages");
        verb.Add(ApkVerifyVerb.Build(context));
        verb.Add(ApkIndexVerb.Build(context));
        return verb;
    }
}
