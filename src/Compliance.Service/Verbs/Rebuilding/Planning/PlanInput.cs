using System.CommandLine;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Signing;
using Compliance.Evidence.Acquisition;
using Compliance.Formats.Packages.Recipes;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Plan;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;

namespace Compliance.Service.Verbs.Rebuilding.Planning;

/// <summary>The arguments that planning and running share.</summary>
internal sealed class PlanInput
{
    private readonly Argument<string> subject = new("image|package") { Description = "The image as it is (oci:<dir>…), or the evidence package of its audit (<file>.asice)" };
    private readonly Option<string> recipe = new("--recipe") { Description = "How the image is made: configuration, repositories, keys, tests; see compliance help rebuild", HelpName = "file", Required = true };
    private readonly Option<string[]> keyring = new("--keyring") { Description = "Public key that you trust for packages, instead of the recipe's; may be given more than once", HelpName = "file", DefaultValueFactory = _ => [] };
    private readonly Option<string?> trust = new("--trust") { Description = "Folder with trust.yaml: who may sign the rebuilt image; without it signature policies stay unknown", HelpName = "dir" };
    private readonly Option<string?> system = new("--system") { Description = "System file: what an image can't know", HelpName = "file" };
    private readonly Option<string> profile = new("--profile") { Description = "Profile to evaluate by", HelpName = "id", DefaultValueFactory = _ => AuditRequest.DefaultProfile };
    private readonly Option<string?> policies = new("--policies") { Description = "Policies folder (default: the one beside the program)", HelpName = "dir" };
    private readonly Option<DateTimeOffset?> at = new("--at") { Description = "Date to judge by, RFC 3339 (default: now)", HelpName = "time", CustomParser = TimeArgument.Parse };

    public void AddTo(Command verb)
    {
        verb.Add(subject);
        foreach (var option in (Option[])[recipe, keyring, trust, system, profile, policies, at]) verb.Add(option);
    }

    public string Subject(ParseResult parsed) => parsed.GetValue(subject)!;

    public RecipeFile Recipe(ParseResult parsed) => RecipeFile.Read(parsed.GetValue(recipe)!);

    public string Profile(ParseResult parsed) => parsed.GetValue(profile)!;

    public DateTimeOffset? At(ParseResult parsed) => parsed.GetValue(at);

    public string PolicyFolderOf(ParseResult parsed, CommandContext context) => parsed.GetValue(policies) ?? Path.Combine(context.ProgramDirectory, "policies");

    public AuditInputs Inputs(ParseResult parsed, Limits limits) => CallerFiles.Read(parsed.GetValue(trust), [], parsed.GetValue(system), limits) with
    {
        Waivers = CallerFiles.ReadWaivers(null, parsed.GetValue(system), limits),
    };

    /// <exception cref="VerbFailure">Something that is named can't be read.</exception>
    public PlanRequest Read(ParseResult parsed, CommandContext context, DateTimeOffset evaluatedAt, IAuditProgress progress, CancellationToken cancellation)
    {
        var limits = Limits.Default;
        var file = Recipe(parsed);
        if (file.Recipe.Kind == RecipeKind.Command) throw new VerbFailure(ExitCodes.Usage, "what a command makes can't be planned", "run it: compliance rebuild run judges what came of it");
        var inputs = Inputs(parsed, limits);
        var documents = PolicyFolder.Read(PolicyFolderOf(parsed, context));
        var when = DateTimeOffset.FromUnixTimeSeconds(evaluatedAt.ToUnixTimeSeconds());
        progress.Step("judging the image as it is");
        var before = RebuildSubject.Assess(Subject(parsed), inputs, documents, Profile(parsed), when, progress, limits, cancellation);
        return new PlanRequest(Subject(parsed), before, file.Recipe, file.ToRequest(parsed.GetValue(keyring)!, RebuildInput.Epoch(context)))
        {
            RecipeFiles = file.Files,
            Inputs = inputs,
            PolicyFiles = documents,
            ProfileId = Profile(parsed),
            EvaluatedAt = when,
            Engine = ProductVersion.Text,
            Trial = MakeTrial(when),
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
