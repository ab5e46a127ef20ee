using System.CommandLine;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Writing;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Sboms;

/// <summary><c>compliance sbom convert &lt;file&gt;</c>: another form of a document, with what could not be carried over.</summary>
internal static class SbomConvertVerb
{
    public static Command Build(CommandContext context)
    {
        Argument<string> file = new("file") { Description = "SPDX 2.2, 2.3, 3.0.1 or CycloneDX 1.4 to 1.7, in any of their texts" };
        var output = new SbomOutput();
        var verb = new Command("convert", "Writes an SBOM in another format and says what the format has no place for") { file };
        output.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var (sbom, reading, bytes) = SbomInput.Read(parsed.GetValue(file)!);
            if (!reading.Defects.IsEmpty) context.Terminal.Error.WriteLine($"read with {reading.Defects.Length} defects of form");
            output.Write(parsed, context.Terminal, SbomForm.Convert(SbomFill.For(sbom, bytes, context.Clock.GetUtcNow()), output.FormOf(parsed)));
            return ExitCodes.Good;
        });
        return verb;
    }
}
