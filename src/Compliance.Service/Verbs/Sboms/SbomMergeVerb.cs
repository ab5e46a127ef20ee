using System.CommandLine;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Comparing;
using Compliance.Formats.Sbom.Writing;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Sboms;

/// <summary><c>compliance sbom merge &lt;a&gt; &lt;b&gt; …</c>: one document of several, such as those of the stages of a build.</summary>
internal static class SbomMergeVerb
{
    public static Command Build(CommandContext context)
    {
        Argument<string[]> files = new("files") { Description = "Two documents or more; what the first one is about stays what the result is about", Arity = new ArgumentArity(2, 100) };
        Option<DateTimeOffset?> at = new("--at") { Description = "Time to state, RFC 3339 (default: now)", HelpName = "time", CustomParser = TimeArgument.Parse };
        var output = new SbomOutput();
        var verb = new Command("merge", "Writes one SBOM of several: components with the same identity once, all relationships") { files, at };
        output.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var documents = parsed.GetValue(files)!.Select(file => SbomInput.Read(file).Sbom).ToList();
            var createdAt = SbomInput.WholeSecond(parsed.GetValue(at) ?? context.Clock.GetUtcNow());
            var merged = SbomMerge.Of(documents);
            foreach (var difference in merged.Differences) context.Terminal.Error.WriteLine(difference);
            var sbom = merged.Document with
            {
                Created = createdAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
                Namespace = $"urn:uuid:{SbomFill.Uuid($"{createdAt.ToUnixTimeSeconds()} {string.Join(' ', documents.Select(document => document.Namespace))}")}",
            };
            output.Write(parsed, context.Terminal, SbomForm.Convert(sbom, output.FormOf(parsed)));
            return ExitCodes.Good;
        });
        return verb;
    }
}
