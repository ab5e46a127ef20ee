using System.Globalization;
using System.Text.Json;
using Compliance.Evidence.Collection.Sboms;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Profiles;
using Compliance.Formats.Sbom.Schemas;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Sboms;

/// <summary>Answers to a profile, for people and as JSON.</summary>
internal static class SbomCheckText
{
    private const int FewReasons = 3;

    private const int FewErrors = 20;

    public static void Write(Terminal terminal, SbomProfile profile, IReadOnlyList<CheckedSbom> judged, bool all)
    {
        terminal.Output.WriteLine($"profile   {profile.Id}  {profile.Title}, version {profile.Version}, {profile.Date}, {profile.State}");
        if (judged.Count == 0) terminal.Output.WriteLine("no SBOM was found");
        foreach (var one in judged)
        {
            var document = one.Sbom.Document;
            terminal.Output.WriteLine();
            terminal.Output.WriteLine($"document  {one.Name}  {(document.Format == SbomFormat.Spdx ? "SPDX" : "CycloneDX")} {document.SpecVersion}, {Number(one.Sbom.Components.Count())} components"
                + (one.Sbom.Defects > 0 ? $"; read leniently, {Number(one.Sbom.Defects)} defects of form" : ""));
            terminal.Output.WriteLine($"schema    {Schema(one.Sbom.Schema)}");
            if (one.Found is { } found) SbomOwnership.Write(terminal, found);
            foreach (var result in one.Results) Write(terminal, result, all ? int.MaxValue : FewReasons);
            terminal.Output.WriteLine($"  {Counts(one)}");
        }
    }

    private static string Schema(SbomSchemaVerdict? verdict) => verdict is null ? "none is for such a document"
        : $"{(verdict.Errors == 0 ? "valid" : verdict.Errors == 1 ? "invalid, 1 error, read leniently" : $"invalid, {Number(verdict.Errors)} errors, read leniently")}; {verdict.Schema} {SchemaDigests.Of(verdict.Schema)}";

    public static string Word(SbomAnswer answer) => answer switch
    {
        SbomAnswer.Meets => "meets",
        SbomAnswer.DoesNotState => "does not state",
        SbomAnswer.Withheld => "withheld",
        _ => "not machine-checkable",
    };

    public static void Write(Utf8JsonWriter writer, SbomProfile profile, IReadOnlyList<CheckedSbom> judged)
    {
        writer.WriteStartObject();
        writer.WriteString("profile", profile.Id);
        writer.WriteString("version", profile.Version);
        writer.WriteString("date", profile.Date);
        writer.WriteString("state", profile.State);
        writer.WriteString("source", profile.Source);
        writer.WriteStartArray("documents");
        foreach (var one in judged)
        {
            writer.WriteStartObject();
            writer.WriteString("document", one.Name);
            writer.WriteString("format", one.Sbom.Document.Format == SbomFormat.Spdx ? "spdx" : "cyclonedx");
            writer.WriteString("specVersion", one.Sbom.Document.SpecVersion);
            writer.WriteNumber("components", one.Sbom.Components.Count());
            writer.WriteNumber("defects", one.Sbom.Defects);
            if (one.Sbom.Schema is { } schema)
            {
                writer.WriteStartObject("schema");
                writer.WriteString("name", schema.Schema);
                writer.WriteString("digest", SchemaDigests.Of(schema.Schema).ToString());
                writer.WriteNumber("errors", schema.Errors);
                writer.WriteStartArray("first");
                foreach (var defect in schema.Defects.Take(FewErrors)) writer.WriteStringValue($"{defect.Locator}: {defect.Message}");
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            if (one.Found is { } found) SbomOwnership.Write(writer, found);
            writer.WriteStartArray("rules");
            foreach (var result in one.Results) Write(writer, result);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Terminal terminal, SbomRuleResult result, int most)
    {
        var count = result.Rule.Scope == "document" || result.Replies.IsEmpty ? "" : $"  {Number(result.Replies.Length)} of {Number(result.Asked)}";
        var tone = result.Answer switch { SbomAnswer.Meets => Tone.Good, SbomAnswer.DoesNotState => result.Rule.Force == "must" ? Tone.Bad : Tone.Open, _ => Tone.Open };
        terminal.Output.WriteLine($"  {terminal.Paint(tone, $"{Word(result.Answer),-22}")}{result.Rule.Id,-22}{result.Rule.Text}{(result.Rule.Force == "must" ? "" : $" ({result.Rule.Force})")}{count}");
        foreach (var (subject, place, reply) in result.Replies.Take(most))
            terminal.Output.WriteLine($"      {(subject == "document" ? "" : $"{subject}: ")}{reply.Reason}{(place.Pointer is { Length: > 0 } pointer ? $"  at {pointer}" : "")}");
        if (result.Replies.Length > most) terminal.Output.WriteLine($"      and {Number(result.Replies.Length - most)} more (--all)");
    }

    private static string Counts(CheckedSbom one) => string.Join(
        " · ", Enum.GetValues<SbomAnswer>().OrderBy(answer => answer == SbomAnswer.NotMachineCheckable).Select(answer => $"{one.Results.Count(result => result.Answer == answer)} {Word(answer)}"));

    private static void Write(Utf8JsonWriter writer, SbomRuleResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", result.Rule.Id);
        writer.WriteString("scope", result.Rule.Scope);
        writer.WriteString("force", result.Rule.Force);
        writer.WriteString("text", result.Rule.Text);
        writer.WriteString("answer", Word(result.Answer));
        writer.WriteNumber("asked", result.Asked);
        writer.WriteStartArray("reasons");
        foreach (var (subject, place, reply) in result.Replies)
        {
            writer.WriteStartObject();
            writer.WriteString("subject", subject);
            if (place.Pointer is { Length: > 0 } pointer) writer.WriteString("place", pointer);
            writer.WriteString("answer", Word(reply.Answer));
            writer.WriteString("reason", reply.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
