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
            Vendor = Vendor(reader.OptionalMapping("vendor")),
            Expires = reader.Day("expires"),
            Steps = reader.Mappings("steps", Step, required: true),
        };
        reader.Finish();
        if ((document.Type == WaiverType.RiskAdjustment) != document.AdjustedSeverity.HasValue) Refuse("a risk adjustment, and nothing else, says its adjustedSeverity");
        if ((document.Type == WaiverType.VendorDependency) != (document.Vendor is not null)) Refuse("a vendor dependency, and nothing else, says its vendor");
        return document;

        void Refuse(string problem) => text.Defects.Add(PolicyDiagnostics.BadValue, text.Places.TryGetValue("type", out var at) ? at : new Locator(text.Document), problem);
    }

    private static WaiverVendorDocument? Vendor(DocumentReader? reader)
    {
        if (reader is null) return null;
        var vendor = new WaiverVendorDocument { Product = reader.Text("product"), CheckIns = reader.Mappings("checkIns", CheckIn, required: true) };
        reader.Finish();
        return vendor;
    }

    private static WaiverCheckInDocument CheckIn(DocumentReader reader) => new() { On = reader.Day("on"), Actor = reader.Text("actor"), Document = reader.Text("document") };

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
