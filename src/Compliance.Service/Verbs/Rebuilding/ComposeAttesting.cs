using System.CommandLine;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Output;
using Compliance.Pipeline.Statements;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Verbs.Rebuilding.Planning;
using Compliance.Service.Verbs.Rebuilding.Running;
using Compliance.Service.Verbs.Signing;

namespace Compliance.Service.Verbs.Rebuilding;

/// <summary>The options of <c>rebuild compose --attest</c>, and what it does: signs, describes, puts where it belongs, and audits what is there.</summary>
internal sealed class ComposeAttesting
{
    private readonly CommandContext context;
    private readonly Option<string?> data;
    private readonly RebuildInput input;
    private readonly SigningKeyOptions keys;
    private readonly JudgingOptions judging = new();
    private readonly FeedOption feeds;
    private readonly Option<string[]> stamps = TimestampOption.Create();
    private readonly Option<string?> attest = new("--attest") { Description = "Sign the image under this repository name, attach SPDX, CycloneDX, provenance, derivation and lock, signed with --key, and audit it at once (exit as audit)", HelpName = "name" };
    private readonly Option<string?> evidence = new("--evidence") { Description = "With --attest: file for the evidence package (default: <dir>.asice)", HelpName = "file" };

    public ComposeAttesting(CommandContext context, Option<string?> data, RebuildInput input)
    {
        (this.context, this.data, this.input) = (context, data, input);
        (keys, feeds) = (new SigningKeyOptions(data), new FeedOption(data));
    }

    public void AddTo(Command verb)
    {
        verb.Add(attest);
        verb.Add(evidence);
        verb.Add(stamps);
        keys.AddTo(verb);
        judging.AddTo(verb);
        feeds.AddTo(verb);
    }

    public bool IsAsked(ParseResult parsed) => parsed.GetValue(attest) is not null;

    /// <exception cref="VerbFailure">The options do not go together.</exception>
    public void Check(ParseResult parsed, string? folder)
    {
        if (!IsAsked(parsed) && parsed.GetValue(evidence) is not null) throw new VerbFailure(ExitCodes.Usage, "--evidence is for --attest", "without it nothing is audited: compliance audit judges what was composed");
        if (IsAsked(parsed) && folder is null && parsed.GetValue(evidence) is null) throw new VerbFailure(ExitCodes.Usage, "where the evidence shall go is not said", "name a file with --evidence, or a folder with --out");
    }

    /// <exception cref="VerbFailure">A key can't be used, the image can't be put where it belongs, or the audit can't run.</exception>
    public async Task<AuditOutcome> RunAsync(ParseResult parsed, ComposeRequest request, MadeImage made, DateTimeOffset begun, IAuditProgress progress, CancellationToken cancellation)
    {
        var composition = made.Composition;
        var when = Seconds(judging.At(parsed) ?? begun);
        var inputs = judging.Inputs(parsed, context, parsed.GetValue(data), Limits.Default);
        using var known = feeds.Open(parsed, context, cancellation);
        var policies = judging.PolicyFolderOf(parsed, context);
        using var tools = RebuildTools.Open(parsed, context, parsed.GetValue(data), policies, keys, parsed.GetValue(stamps)!, known?.Catalog);
        var recipe = (Path.GetFileName(input.FileOf(parsed)), input.ConfigurationDigest);
        var facts = new BuildFacts(parsed.GetValue(attest)!, RecipeFile.LocalBuilder, ProductVersion.Text, [recipe], Seconds(begun), Seconds(context.Clock.GetUtcNow()), $"urn:sha256:{composition.IndexDigest.Hex}");
        if (made.Folder is not null) LayoutFolderWriter.Refuse(made.Folder);
        var layout = RebuiltLayout.Make(composition, facts, request.Configuration, input.Pinned(parsed, request, PolicyFolder.Read(policies)), tools.ImageSigner, RebuiltLayout.Tag);
        if (made.Folder is not null) layout.WriteTo(made.Folder);
        await made.PushAsync(context, parsed, layout, progress, cancellation).ConfigureAwait(false);
        var audit = new ResultAudit(tools, judging.Profile(parsed), inputs, when, Limits.Default);
        return await audit.RunAsync(made.Name, parsed.GetValue(evidence) ?? $"{made.Folder!.TrimEnd('/')}.asice", progress, cancellation).ConfigureAwait(false);
    }

    private static DateTimeOffset Seconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
