using System.CommandLine;
using Compliance.Evidence.Collection.Sboms.Making;
using Compliance.Formats;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Writing;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Registries;

namespace Compliance.Service.Verbs.Sboms;

/// <summary><c>compliance sbom make &lt;image&gt;</c>: the bill of materials of an image from its bytes. <c>compliance sbom &lt;image&gt;</c> is the same.</summary>
internal static class SbomMakeVerb
{
    public static Command Build(CommandContext context) =>
        Equip(new Command("make", "Writes the bill of materials of an image: layers, packages, what needs what, every file with its SHA-256"), context);

    /// <summary>Gives a verb the argument, options and action of this one.</summary>
    public static Command Equip(Command verb, CommandContext context)
    {
        Argument<string> image = new("image") { Description = "oci:<dir>[:tag|@digest], oci-archive:<file>, docker-archive:<file>; see compliance help images" };
        Option<string?> author = new("--author") { Description = "Who makes the document: an organization's name, with (mail) if wanted", HelpName = "name" };
        Option<bool> withoutFiles = new("--without-files") { Description = "List packages only" };
        Option<string?> platform = new("--platform") { Description = "Of an index only the image of this platform, or of this manifest", HelpName = "os/arch[/variant]|digest" };
        Option<DateTimeOffset?> at = new("--at") { Description = "Time to state, RFC 3339 (default: now)", HelpName = "time", CustomParser = TimeArgument.Parse };
        Option<string?> policies = new("--policies") { Description = "Policies folder (default: the one beside the program)", HelpName = "dir" };
        var output = new SbomOutput();
        verb.Arguments.Add(image);
        foreach (Option option in (Option[])[author, withoutFiles, platform, at, policies]) verb.Options.Add(option);
        output.AddTo(verb);
        verb.SetAction((parsed, cancellation) =>
        {
            var wanted = parsed.GetValue(platform);
            var digest = Digest.TryParse(wanted, out var manifest) ? manifest : null;
            var chosen = wanted is null || digest is not null ? null : PlatformOption.Parse(wanted) ?? throw new VerbFailure(ExitCodes.Usage, $"{PlatformOption.Form}, or the digest of a manifest");
            var createdAt = SbomInput.WholeSecond(parsed.GetValue(at) ?? context.Clock.GetUtcNow());
            var by = parsed.GetValue(author) is { } name ? SbomAgent.Parse("organization", name) : null;
            var statement = new BomStatement(createdAt, by, new SbomAgent("tool", "compliance", "", ProductVersion.Text), !parsed.GetValue(withoutFiles));
            var made = SbomInput.WithImage(context.Images.For(parsed), parsed.GetValue(image)!, parsed.GetValue(policies) ?? Path.Combine(context.ProgramDirectory, "policies"), createdAt, (raw, collection) => ImageBom.Make(raw, collection, statement), cancellation, chosen);
            output.Write(parsed, context.Terminal, SbomForm.Write(Choose(made, digest), output.FormOf(parsed)));
            return Task.FromResult(ExitCodes.Good);
        });
        return verb;
    }

    private static SbomDocument Choose(IReadOnlyList<SbomDocument> made, Digest? digest)
    {
        var digests = string.Join(", ", made.Select(document => document.SubjectDigests[0].Digest));
        if (digest is null) return made.Count == 1 ? made[0] : throw new VerbFailure(ExitCodes.Usage, "the image has several platforms, and a document is about one", $"choose one with --platform os/arch, or by digest: {digests}");
        return made.FirstOrDefault(document => document.SubjectDigests[0].Digest == digest) ?? throw new VerbFailure(ExitCodes.Usage, $"the image has no manifest {digest}", $"it has {digests}");
    }
}
