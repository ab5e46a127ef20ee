using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Policy.Documents;

/// <summary>Binds a waiver. The structure is that of <c>policies/waiver.schema.json</c>.</summary>
internal static class WaiverDocumentReader
{
    /// <summary>Null when the root is no mapping; otherwise a document that may be used only if no defect was noted.</summary>
    public static WaiverDocument? Read(YamlNode root, DocumentText text)
    {
        if (DocumentReader.Over(root, text) is not { } reader) return null;
        var document = new WaiverDocument
        {
            Id = reader.Text("id", DocumentPatterns.Id),
            Policy = reader.Text("policy", DocumentPatterns.Id),
            System = reader.Text("system", DocumentPatterns.Id),
            Subject = Subject(reader.RequiredMapping("subject")),
            Type = reader.Choice<WaiverType>("type"),
            Reason = reader.Text("reason"),
            AdjustedSeverity = reader.OptionalChoice<Severity>("adjustedSeverity"),
            Expires = reader.Day("expires"),
            Steps = reader.Mappings("steps", Step, required: true),
        };
        reader.Finish();
        if ((document.Type == WaiverType.RiskAdjustment) != document.AdjustedSeverity.HasValue)
        {
            var place = text.Places.TryGetValue("type", out var at) ? at : new Locator(text.Document);
            text.Defects.Add(PolicyDiagnostics.BadValue, place, "a risk adjustment, and nothing else, says its adjustedSeverity");
        }

        return document;
    }

    private static WaiverSubjectDocument Subject(DocumentReader? reader)
    {
        if (reader is null) return new WaiverSubjectDocument { Image = "" };
        var subject = new WaiverSubjectDocument { Image = reader.Text("image"), Item = reader.OptionalText("item") };
        reader.Finish();
        return subject;
    }

    private static WaiverStepDocument Step(DocumentReader reader) => new()
    {
        State = reader.Choice<WaiverState>("state"),
        On = reader.Day("on"),
        Actor = reader.Text("actor"),
        Role = reader.Text("role"),
        Document = reader.Text("document"),
    };
}
