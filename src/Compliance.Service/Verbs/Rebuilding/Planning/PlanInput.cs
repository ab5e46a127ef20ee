using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Signing;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Feeds;
using Compliance.Formats.Packages.Recipes;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Plan;
using Compliance.Policy.Library;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Feeds;
using Compliance.Service.Verbs.Bundling;
using Compliance.Service.Verbs.Signing;

namespace Compliance.Service.Verbs.Rebuilding.Planning;

/// <summary>The arguments that planning and running share.</summary>
internal sealed class PlanInput(Option<string?> data)
{
    private readonly Argument<string> subject = new("image|package") { Description = "The image as it is (oci:<dir>…), or the evidence package of its audit (<file>.asice)" };
    private readonly Option<string> recipe = new("--recipe") { Description = "How the image is made: configuration, repositories, keys, tests; see compliance help rebuild", HelpName = "file", Required = true };
    private readonly Option<string[]> keyring = new("--keyring") { Description = "Public key that you trust for packages, instead of the recipe's; may be given more than once", HelpName = "file", DefaultValueFactory = _ => [] };
    private readonly BundleOptions bundle = new();
    private readonly FetchOptions fetch = new(data);
    private readonly JudgingOptions judging = new();
    private readonly FeedOption feeds = new(data);

    public void AddTo(Command verb, bool takesBundle = true)
    {
        verb.Add(subject);
        verb.Add(recipe);
        verb.Add(keyring);
        fetch.AddTo(verb);
        if (takesBundle) bundle.AddTo(verb);
        judging.AddTo(verb);
        feeds.AddTo(verb);
    }

    public string Subject(ParseResult parsed) => parsed.GetValue(subject)!;

    public RecipeFile Recipe(ParseResult parsed) => RecipeFile.Read(parsed.GetValue(recipe)!, bundle.Open(parsed));

    public string RecipeName(ParseResult parsed) => Path.GetFileName(parsed.GetValue(recipe)!);

    /// <summary>Keys instead of the recipe's; may be empty.</summary>
    public IReadOnlyList<string> Keyring(ParseResult parsed) => parsed.GetValue(keyring)!;

    public string Profile(ParseResult parsed) => judging.Profile(parsed);

    public DateTimeOffset? At(ParseResult parsed) => judging.At(parsed);

    public string PolicyFolderOf(ParseResult parsed, CommandContext context) => judging.PolicyFolderOf(parsed, context);

    /// <summary>What is known of vulnerabilities; the caller disposes it after the last use of the request.</summary>
    public FeedFolder? Feeds(ParseResult parsed, CommandContext context, CancellationToken cancellation) => feeds.Open(parsed, context, cancellation);

    public AuditInputs Inputs(ParseResult parsed, CommandContext context, string? data, Limits limits) => judging.Inputs(parsed, context, data, limits);

    /// <summary>The failure of a plan; what it asked for outside its bundle is told and kept beside the bundle.</summary>
    public VerbFailure Failed(ParseResult parsed, CommandContext context, PlanRequest request, ImmutableArray<Defect> defects) =>
        bundle.Failed(parsed, context, request.Compose.Files, "no rebuild can be planned", defects);

    /// <param name="known">Vulnerabilities; null when nothing is known.</param>
    /// <exception cref="VerbFailure">Something that is named can't be read.</exception>
    public PlanRequest Read(ParseResult parsed, CommandContext context, DateTimeOffset evaluatedAt, IVulnerabilityCatalog? known, IAuditProgress progress, CancellationToken cancellation)
    {
        var limits = Limits.Default;
        var file = Recipe(parsed);
        if (file.Recipe.Kind == RecipeKind.Command) throw new VerbFailure(ExitCodes.Usage, "what a command makes can't be planned", "run it: compliance rebuild run judges what came of it");
        fetch.RefuseBeside(parsed, file.Bundle is not null);
        var inputs = Inputs(parsed, context, parsed.GetValue(data), limits);
        ImmutableArray<PolicyFile> documents = [.. PolicyFolder.Read(PolicyFolderOf(parsed, context)), .. inputs.Catalogs];
        var when = DateTimeOffset.FromUnixTimeSeconds(evaluatedAt.ToUnixTimeSeconds());
        progress.Step("judging the image as it is");
        var before = RebuildSubject.Assess(context.Images.For(parsed), Subject(parsed), inputs, documents, Profile(parsed), when, known, progress, limits, cancellation);
        return new PlanRequest(Subject(parsed), before, file.Recipe, file.ToRequest(parsed.GetValue(keyring)!, RebuildInput.Epoch(context), files: fetch.Files(parsed, context, file.Folder)))
        {
            RecipeFiles = file.Files,
            Inputs = inputs,
            PolicyFiles = documents,
            ProfileId = Profile(parsed),
            EvaluatedAt = when,
            Engine = ProductVersion.Text,
            Trial = MakeTrial(when),
            Feeds = known,
        };
    }

    /// <summary>A key that nobody keeps.</summary>
    private static TrialSigner MakeTrial(DateTimeOffset at)
    {
        var files = IdentityIssuer.Issue(new IdentityRequest(SignerRole.Releaser, "trial", at.AddDays(-1)), "", PlatformRandom.Fill);
        var signer = SigningIdentity.Open(SignerRole.Releaser, files.Certificates, files.Key, "").Required();
        return new TrialSigner(signer, CertificateKeys.PublicPem(files.Certificates.AsSpan()), files.Certificates.AsSpan()[..^files.Anchor.Length].ToArray());
    }
}
