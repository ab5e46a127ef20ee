using System.CommandLine;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Acquisition;
using Compliance.Formats.Reading;
using Compliance.Policy.Library;
using Compliance.Service.Auditing;
using Compliance.Service.Cmvp;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;

namespace Compliance.Service.Verbs.Signing;

/// <summary>The options by which verbs judge as an audit would what people or rebuilds made: system, trust, profile and date.</summary>
internal sealed class JudgingOptions
{
    private readonly Option<string?> system = new("--system") { Description = "System file: names the system and its approvers", HelpName = "file" };
    private readonly Option<string?> trust = new("--trust") { Description = "Folder with trust.yaml: who may sign what, by which key", HelpName = "dir" };
    private readonly Option<string?> folder = new("--policies") { Description = "Policies folder (default: the one beside the program)", HelpName = "dir" };
    private readonly Option<string> profile = new("--profile") { Description = "Profile whose rules hold", HelpName = "id", DefaultValueFactory = _ => AuditRequest.DefaultProfile };
    private readonly Option<DateTimeOffset?> at = new("--at") { Description = "Date to judge by, RFC 3339 (default: now)", HelpName = "time", CustomParser = TimeArgument.Parse };

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[system, trust, folder, profile, at]) verb.Add(option);
    }

    /// <summary>Path of the system file as typed.</summary>
    public string? System(ParseResult parsed) => parsed.GetValue(system);

    public string Profile(ParseResult parsed) => parsed.GetValue(profile)!;

    /// <summary>Null for the present.</summary>
    public DateTimeOffset? At(ParseResult parsed) => parsed.GetValue(at);

    public string PolicyFolderOf(ParseResult parsed, CommandContext context) => parsed.GetValue(folder) ?? Path.Combine(context.ProgramDirectory, "policies");

    /// <summary>What an audit of an image gets beside the image.</summary>
    /// <param name="data">Data directory as named; an imported list of certificates is in it.</param>
    /// <exception cref="VerbFailure">System file, trust folder or imported list can't be read.</exception>
    public AuditInputs Inputs(ParseResult parsed, CommandContext context, string? data, Limits limits) => CallerFiles.Read(parsed.GetValue(trust), [], parsed.GetValue(system), limits) with
    {
        Waivers = CallerFiles.ReadWaivers(null, parsed.GetValue(system), limits),
        Catalogs = CmvpFolder.Read(null, DataDirectory.Resolve(data, context.Environment), context.Clock.GetUtcNow(), limits),
    };

    /// <exception cref="VerbFailure">System file, trust folder, policies or profile can't be used.</exception>
    public (PolicySet Policies, TrustPolicy? Trust, DateTimeOffset At) Read(ParseResult parsed, CommandContext context, Limits limits)
    {
        var given = CallerFiles.Read(parsed.GetValue(trust), [], parsed.GetValue(system), limits);
        var trusted = given.Trust is { } keys ? TrustPolicies.Read(keys.Select(file => new TrustFile(file.Path, file.Bytes)), "trust", limits).Required() : null;
        var library = PolicyLibrary.Load(PolicyFolder.Read(PolicyFolderOf(parsed, context)), limits);
        if (!library.TryGet(out var loaded)) throw VerbFailure.Unreadable("the policies folder", library.Defects);
        var named = given.System is { } bytes ? SystemFile.Read(bytes, "system.yaml", limits).Required() : SystemFile.Neutral;
        var selection = loaded.Select(parsed.GetValue(profile)!, named, limits);
        return selection.TryGet(out var policies) ? (policies, trusted, parsed.GetValue(at) ?? context.Clock.GetUtcNow()) : throw VerbFailure.Unreadable("the profile", selection.Defects);
    }
}
