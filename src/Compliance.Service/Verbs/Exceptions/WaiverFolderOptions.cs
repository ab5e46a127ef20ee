using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Exceptions;
using Compliance.Policy.Results;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Verbs.Signing;

namespace Compliance.Service.Verbs.Exceptions;

/// <summary>The options by which verbs find waivers, and what they judge them by.</summary>
internal sealed class WaiverFolderOptions
{
    private readonly Option<string?> waivers = new("--waivers") { Description = "Folder of waivers (default: waivers/ beside the system file, else ./waivers)", HelpName = "dir" };
    private readonly JudgingOptions judging = new();

    public void AddTo(Command verb)
    {
        verb.Add(waivers);
        judging.AddTo(verb);
    }

    /// <summary>Every waiver with what it is worth by itself, and the date that was judged.</summary>
    public (ImmutableArray<WaiverResult> Waivers, DateTimeOffset At) Review(ParseResult parsed, CommandContext context)
    {
        var limits = Limits.Default;
        var judged = judging.Read(parsed, context, limits);
        var files = CallerFiles.ReadWaivers(parsed.GetValue(waivers), judging.System(parsed), limits)
            ?? CallerFiles.ReadWaivers(Directory.Exists("waivers") ? "waivers" : null, null, limits)
            ?? throw new VerbFailure(ExitCodes.UnreadableInput, "there is no folder of waivers", "name it with --waivers, or the system file beside it with --system");
        var documents = files.Select(file => RawDocument.Of(file.Path, RawRole.Waiver, file.Path, new MediaType("application/octet-stream"), file.Bytes)).ToArray();
        return (WaiverJudgement.Review(judged.Policies, WaiverEvidence.Present(documents, judged.Trust, judged.At, limits), judged.At), judged.At);
    }
}
