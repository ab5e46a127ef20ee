using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Evidence.Attesting;
using Compliance.Evidence.Attesting.Audits;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Attesting;

/// <summary>
/// <c>compliance attest &lt;image&gt; --type … &lt;file&gt;</c> makes a signed statement about an image; <c>--from &lt;package&gt;</c> makes those that say what an
/// audit came to.
/// </summary>
internal sealed class AttestVerb
{
    private readonly CommandContext context;
    private readonly AttachmentOptions attachment;
    private readonly ImageKeyOptions keys = new();
    private readonly Argument<string?> file = new("predicate") { Description = "The document that the statement makes about the image (JSON; any text for custom)", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> type = new("--type") { Description = $"{string.Join(", ", PredicateFile.Kinds)}, or the predicate type's URI", HelpName = "kind" };
    private readonly Option<string?> from = new("--from") { Description = "Evidence package: attest what its audit came to (VSA, findings, test result)", HelpName = "package" };
    private readonly Option<string?> verifier = new("--verifier-id") { Description = "With --from: the URI by which your summaries are known", HelpName = "uri" };
    private readonly Option<string> resource = new("--resource-uri") { Description = "With --from: what the image is fetched as (default: from the audit)", HelpName = "uri", DefaultValueFactory = _ => "" };
    private readonly Option<string[]> stamps = TimestampOption.Create();
    private readonly Option<string?> anchor = new("--trust-anchor") { Description = "With --from: root certificate (PEM) of whoever sealed the package", HelpName = "pem" };

    private AttestVerb(CommandContext context) => (this.context, attachment) = (context, new AttachmentOptions(context));

    public static Command Build(CommandContext context) => new AttestVerb(context).Build();

    private Command Build()
    {
        var verb = new Command("attest", "Attaches a signed statement to an image, as cosign does");
        attachment.AddTo(verb);
        verb.Add(file);
        foreach (var option in (Option[])[type, from, verifier, resource, anchor, stamps]) verb.Add(option);
        keys.AddTo(verb);
        verb.SetAction(RunAsync);
        return verb;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (document, package) = (parsed.GetValue(file), parsed.GetValue(from));
        if ((document is null) == (package is null)) throw new VerbFailure(ExitCodes.Usage, "either a predicate file with --type, or --from <package>", "compliance attest --help");
        var predicate = document is null ? null : Read(document, parsed.GetValue(type), context.Clock.GetUtcNow());
        if (package is not null && !Uri.IsWellFormedUriString(parsed.GetValue(verifier), UriKind.Absolute))
            throw new VerbFailure(ExitCodes.Usage, "--from needs --verifier-id <uri>", "whoever relies on your summaries lists this id beside your key in trust.yaml (verifiers)");
        var (target, images) = attachment.Open(parsed, cancellation);
        using var key = keys.Open(parsed);
        var attester = new ImageAttester(target, key, context.Clock.GetUtcNow(), TimestampOption.Open(parsed.GetValue(stamps)!, context.Clock));
        var made = predicate is not null
            ? await AttestAsync(parsed, attester, images, predicate, cancellation).ConfigureAwait(false)
            : await AuditedPackage.UseAsync(
                package!, parsed.GetValue(anchor), parsed.GetValue(verifier)!, parsed.GetValue(resource)!, context.Clock, audit => AttestAsync(parsed, attester, audit, cancellation)).ConfigureAwait(false);
        AttestedOutput.Write(context, key, made, attachment.IsDryRun(parsed), attachment.IsJson(parsed));
        return ExitCodes.Good;
    }

    private async Task<List<AttestedImage>> AttestAsync(ParseResult parsed, ImageAttester attester, ImmutableArray<Descriptor> images, PredicateFile predicate, CancellationToken cancellation)
    {
        var made = new List<AttestedImage>();
        foreach (var image in images)
            made.Add(await attester.AttestAsync(image, predicate.PredicateType, predicate.Predicate, attachment.Form(parsed), cancellation).ConfigureAwait(false));
        return made;
    }

    private async Task<List<AttestedImage>> AttestAsync(ParseResult parsed, ImageAttester attester, AttestedAudit audit, CancellationToken cancellation)
    {
        var known = attachment.Descriptors(parsed, cancellation);
        var made = new List<AttestedImage>();
        foreach (var subject in audit.Subjects)
        {
            var image = known.FirstOrDefault(descriptor => descriptor.Digest == subject)
                ?? throw new VerbFailure(ExitCodes.UnreadableInput, $"the package is about {subject}, which is not in the layout", "name the image that was audited");
            foreach (var (predicateType, predicate) in audit.StatementsAbout(subject))
                made.Add(await attester.AttestAsync(image, predicateType, predicate, attachment.Form(parsed), cancellation).ConfigureAwait(false));
        }

        return made;
    }

    private static PredicateFile Read(string file, string? kind, DateTimeOffset at)
    {
        if (kind is null) throw new VerbFailure(ExitCodes.Usage, "--type is missing", $"there are {string.Join(", ", PredicateFile.Kinds)}, and predicate types as https URIs");
        if (!PredicateFile.IsKind(kind)) throw new VerbFailure(ExitCodes.Usage, $"--type is '{kind}'", $"there are {string.Join(", ", PredicateFile.Kinds)}, and predicate types as https URIs");
        if (!File.Exists(file)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {file}");
        if (new FileInfo(file).Length > Limits.Default.MaxDocumentBytes) throw new VerbFailure(ExitCodes.UnreadableInput, $"{file} is too large for a predicate");
        var reading = PredicateFile.Read(kind, File.ReadAllBytes(file), file, at, Limits.Default);
        return reading.TryGet(out var predicate) ? predicate : throw VerbFailure.Unreadable($"{file} as {kind}", reading.Defects, "a wrong statement stays believable once it is signed: nothing was signed");
    }
}
