using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Exceptions;
using Compliance.Policy.Library;
using Compliance.Policy.Results;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Exceptions;

/// <summary>The options by which verbs find waivers, and what they judge them by.</summary>
internal sealed class WaiverFolderOptions
{
    private readonly Option<string?> waivers = new("--waivers") { Description = "Folder of waivers (default: waivers/ beside the system file, else ./waivers)", HelpName = "dir" };
    private readonly Option<string?> system = new("--system") { Description = "System file: names the system and its approvers", HelpName = "file" };
    private readonly Option<string?> trust = new("--trust") { Description = "Folder with trust.yaml: who may approve, by which key", HelpName = "dir" };
    private readonly Option<string> profile = new("--profile") { Description = "Profile whose rules hold", HelpName = "id", DefaultValueFactory = _ => AuditRequest.DefaultProfile };
    private readonly Option<DateTimeOffset?> at = new("--at") { Description = "Date to judge by, RFC 3339 (default: now)", HelpName = "time", CustomParser = TimeArgument.Parse };

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[waivers, system, trust, profile, at]) verb.Add(option);
    }

    public DateTimeOffset At(ParseResult parsed, CommandContext context) => parsed.GetValue(at) ?? context.Clock.GetUtcNow();

    /// <summary>Every waiver with what it is worth by itself.</summary>
    public ImmutableArray<WaiverResult> Review(ParseResult parsed, CommandContext context)
    {
        var limits = Limits.Default;
        var systemFile = parsed.GetValue(system);
        var given = CallerFiles.Read(parsed.GetValue(trust), [], systemFile, limits);
        var files = CallerFiles.ReadWaivers(parsed.GetValue(waivers), systemFile, limits)
            ?? CallerFiles.ReadWaivers(Directory.Exists("waivers") ? "waivers" : null, null, limits)
            ?? throw new VerbFailure(ExitCodes.UnreadableInput, "there is no folder of waivers", "name it with --waivers, or the system file beside it with --system");
        var when = At(parsed, context);
        var trusted = given.Trust is { } folder ? TrustPolicies.Read(folder.Select(file => new TrustFile(file.Path, file.Bytes)), "trust", limits).Required() : null;
        var documents = files.Select(file => RawDocument.Of(file.Path, RawRole.Waiver, file.Path, new MediaType("application/octet-stream"), file.Bytes)).ToArray();
        return WaiverJudgement.Review(Policies(parsed.GetValue(profile)!, given.System, context, limits), WaiverEvidence.Present(documents, trusted, when, limits), when);
    }

    private static PolicySet Policies(string profile, ReadOnlyMemory<byte>? system, CommandContext context, Limits limits)
    {
        var library = PolicyLibrary.Load(PolicyFolder.Read(Path.Combine(context.ProgramDirectory, "policies")), limits);
        if (!library.TryGet(out var loaded)) throw VerbFailure.Unreadable("the policies folder", library.Defects);
        var read = system is { } bytes ? SystemFile.Read(bytes, "system.yaml", limits).Required() : SystemFile.Neutral;
        var selection = loaded.Select(profile, read, limits);
        return selection.TryGet(out var policies) ? policies : throw VerbFailure.Unreadable("the profile", selection.Defects);
    }
}
