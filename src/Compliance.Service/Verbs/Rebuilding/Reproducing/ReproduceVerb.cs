using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Compliance.Formats.Packages.Recipes;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Oci.References;
using Compliance.Oci.Snapshots;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Reproduce;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Registries;
using Compliance.Service.Terminals;
using Compliance.Service.Verbs.Rebuilding.Planning;
using Compliance.Service.Verbs.Signing;

namespace Compliance.Service.Verbs.Rebuilding.Reproducing;

/// <summary><c>compliance rebuild reproduce</c>: whether a build gives the same bytes twice, or an image is what its provenance says.</summary>
internal static class ReproduceVerb
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(60);

    public static Command Build(CommandContext context, Option<string?> data)
    {
        Argument<string?> image = new("image") { Description = "Image to compose again from its provenance; without it the recipe is built twice under different conditions", Arity = ArgumentArity.ZeroOrOne };
        Option<string> recipe = new("--recipe") { Description = "How the image is made; for an image: where its packages and keys are", HelpName = "file", Required = true };
        Option<string[]> keyring = new("--keyring") { Description = "Public key that you trust for packages, instead of the recipe's", HelpName = "file", DefaultValueFactory = _ => [] };
        Option<string?> target = new("--out") { Description = "File for the signed statement of equivalence (DSSE)", HelpName = "file" };
        Option<bool> json = JsonOption.Create();
        var keys = new SigningKeyOptions(data);
        var verb = new Command("reproduce", "Builds again and compares entry by entry (exit 0 identical, 2 equivalent after normalisation, 1 different)") { image, recipe, keyring, target, json };
        keys.AddTo(verb);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var file = RecipeFile.Read(parsed.GetValue(recipe)!);
            var progress = ProgressLine.For(context.Terminal, parsed.GetValue(json));
            Reproduction reproduction;
            using (progress as IDisposable)
            {
                progress.Step("building again");
                reproduction = parsed.GetValue(image) is { } named
                    ? FromProvenance(context.Images.For(parsed), named, file, parsed.GetValue(keyring)!, cancellation)
                    : await TwiceAsync(file, parsed.GetValue(keyring)!, RebuildInput.Epoch(context), context, cancellation).ConfigureAwait(false);
            }

            var isDouble = parsed.GetValue(image) is null;
            ImmutableArray<string> varied = isDouble ? ["folder", "host name", "user", "locale", "time zone", "processors", "clock"] : [];
            var notVaried = isDouble ? ConditionedBuild.NotVaried() : [];
            if (parsed.GetValue(target) is { } path)
            {
                using var signer = keys.Open(parsed, context);
                WholeFile.Write(path, Attachment.Envelope(EquivalenceStatement.Write(reproduction, file.Recipe.Image, ProductVersion.Text, varied, notVaried), signer));
            }

            if (parsed.GetValue(json)) WriteJson(context.Terminal.Output, reproduction, notVaried);
            else ReproduceText.Write(context.Terminal, reproduction, notVaried);
            return reproduction.Verdict switch { ReproductionVerdict.Identical => ExitCodes.Good, ReproductionVerdict.Equivalent => ExitCodes.Open, _ => ExitCodes.Bad };
        });
        return verb;
    }

    private static Reproduction FromProvenance(ImageOpener images, string named, RecipeFile file, IReadOnlyList<string> keyring, CancellationToken cancellation)
    {
        using var target = images.Open(ImageArgument.Parse(named), Limits.Default, SilentProgress.Instance, cancellation);
        var finding = ProvenanceParameters.Find(target, Limits.Default);
        if (!finding.TryGet(out var parameters)) throw VerbFailure.Unreadable("the provenance", finding.Defects);
        var request = file.ToRequest(keyring, parameters.Epoch);
        var contents = parameters.Configuration.Contents with { BuildRepositories = request.Configuration.Contents.BuildRepositories };
        // Newer packages in the repositories change nothing: those that provenance names are taken, each with its digest.
        var composing = ImageComposer.Compose(request with { Configuration = parameters.Configuration with { Contents = contents }, Lock = parameters.Packages });
        if (!composing.TryGet(out var composition)) throw RebuildInput.Refused("the image can't be composed again", composing.Defects);
        var layout = new AttachedLayout();
        layout.Add(composition, RebuiltLayout.Tag);
        using var again = ImageSnapshot.Open(layout.ToMemory(), ImageReference.Parse($"oci:memory:{RebuiltLayout.Tag}").Required(), Limits.Default, cancellation).Required();
        return Compared(ImageComparison.Compare(target, again, null, null, Limits.Default));
    }

    private static async Task<Reproduction> TwiceAsync(RecipeFile file, IReadOnlyList<string> keyring, long? epoch, CommandContext context, CancellationToken cancellation)
    {
        var scratch = Directory.CreateTempSubdirectory("compliance-reproduce-");
        try
        {
            var (command, output) = file.Recipe.Kind == RecipeKind.Command ? (file.Recipe.Command, file.Recipe.Output) : (Own(file, keyring, context), "reproduced");
            ImmutableArray<string> readable = [context.ProgramDirectory, .. keyring.Select(key => Path.GetFullPath(key))];
            return Compared(await DoubleBuild.RunAsync(file.Folder, command, output, epoch, scratch.FullName, readable, Limit, Limits.Default, cancellation).ConfigureAwait(false));
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>This program, composing.</summary>
    private static ImmutableArray<string> Own(RecipeFile file, IReadOnlyList<string> keyring, CommandContext context)
    {
        var program = Path.Combine(context.ProgramDirectory, "compliance.dll");
        var host = Environment.ProcessPath ?? "dotnet";
        string[] own = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [host, program] : [host];
        return
        [
            .. own, "rebuild", "compose", file.Recipe.Configuration, "--out", "oci:reproduced",
            .. file.Recipe.Repositories.SelectMany(repository => (string[])["--repository", repository]),
            .. (keyring.Count > 0 ? keyring.Select(Path.GetFullPath) : file.Recipe.Keyring).SelectMany(key => (string[])["--keyring", key]),
        ];
    }

    private static Reproduction Compared(Reading<Reproduction> reading) =>
        reading.TryGet(out var reproduction) ? reproduction : throw new VerbFailure(ExitCodes.UnreadableInput, "the builds can't be compared", "compliance help <code> says what each code means", reading.Defects);

    private static void WriteJson(TextWriter output, Reproduction reproduction, ImmutableArray<string> notVaried) => output.WriteLine(Encoding.UTF8.GetString(CanonicalJson.Write(writer =>
    {
        writer.WriteStartObject();
        EquivalenceStatement.WriteFindings(writer, reproduction);
        writer.WriteStrings("first", reproduction.First.Select(digest => digest.ToString()));
        writer.WriteStrings("second", reproduction.Second.Select(digest => digest.ToString()));
        writer.WriteStrings("notVaried", notVaried);
        writer.WriteEndObject();
    })));
}
