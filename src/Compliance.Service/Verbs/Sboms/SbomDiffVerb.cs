using System.CommandLine;
using System.Text.Json;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Comparing;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Sboms;

/// <summary><c>compliance sbom diff &lt;a&gt; &lt;b&gt;</c>: components, versions, licences, hashes and coverage.</summary>
internal static class SbomDiffVerb
{
    public static Command Build(CommandContext context)
    {
        Argument<string> before = new("before") { Description = "An SBOM" };
        Argument<string> after = new("after") { Description = "Another one, in any format" };
        Option<string?> image = new("--image") { Description = "An image with one platform: how many of its packages each document names", HelpName = "image" };
        Option<string?> policies = new("--policies") { Description = "Policies folder (default: the one beside the program)", HelpName = "dir" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("diff", "Says what differs between two SBOMs, whatever their formats (exit 1 when something does)") { before, after, image, policies, json };
        verb.SetAction((parsed, cancellation) =>
        {
            var (a, b) = (SbomInput.Read(parsed.GetValue(before)!).Sbom, SbomInput.Read(parsed.GetValue(after)!).Sbom);
            var differences = SbomDifference.Between(a, b);
            var covered = parsed.GetValue(image) is { } name
                ? SbomDiffCoverage.Of(context.Images.For(parsed), name, parsed.GetValue(policies) ?? Path.Combine(context.ProgramDirectory, "policies"), context.Clock.GetUtcNow(), a, b, cancellation)
                : null;
            if (parsed.GetValue(json)) JsonOutput.Write(context.Terminal.Output, writer => Write(writer, a, b, differences, covered));
            else Write(context.Terminal, a, b, differences, covered);
            return Task.FromResult(differences.IsEmpty ? ExitCodes.Good : ExitCodes.Bad);
        });
        return verb;
    }

    private static void Write(Terminal terminal, SbomDocument a, SbomDocument b, IReadOnlyList<SbomDifference> differences, SbomDiffCoverage? covered)
    {
        terminal.Output.WriteLine($"before  {Summary(a)}");
        terminal.Output.WriteLine($"after   {Summary(b)}");
        covered?.Write(terminal);
        if (differences.Count == 0)
        {
            terminal.Output.WriteLine("nothing differs");
            return;
        }

        var table = new Columns("change", "component", "what", "before", "after");
        foreach (var one in differences) table.Add(Tone.Plain, one.Change, one.Component, one.What, one.Before, one.After);
        table.Write(terminal);
    }

    private static string Summary(SbomDocument sbom)
    {
        var packages = sbom.Components.Count(component => !component.IsFile);
        return $"{(sbom.Format == SbomFormat.Spdx ? "SPDX" : "CycloneDX")} {sbom.SpecVersion}  {packages} packages, {sbom.Components.Length - packages} files; "
            + $"with hash {sbom.Components.Count(component => !component.Hashes.IsEmpty)}, with licence {sbom.Components.Count(component => !component.IsFile && component.Licence.Length > 0)}";
    }

    private static void Write(Utf8JsonWriter writer, SbomDocument a, SbomDocument b, IReadOnlyList<SbomDifference> differences, SbomDiffCoverage? covered)
    {
        writer.WriteStartObject();
        writer.WriteString("before", Summary(a));
        writer.WriteString("after", Summary(b));
        covered?.Write(writer);
        writer.WriteStartArray("differences");
        foreach (var one in differences)
        {
            writer.WriteStartObject();
            writer.WriteString("change", one.Change);
            writer.WriteString("component", one.Component);
            writer.WriteString("what", one.What);
            writer.WriteString("before", one.Before);
            writer.WriteString("after", one.After);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
