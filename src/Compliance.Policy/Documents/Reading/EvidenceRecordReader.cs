using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Policy.Documents;

/// <summary>Binds a record of human evidence. The structure is that of <c>policies/evidence.schema.json</c>.</summary>
internal static class EvidenceRecordReader
{
    /// <summary>Null when the root is no mapping; otherwise a document that may be used only if no defect was noted.</summary>
    public static EvidenceRecordDocument? Read(YamlNode root, DocumentText text)
    {
        if (DocumentReader.Over(root, text) is not { } reader) return null;
        var document = new EvidenceRecordDocument
        {
            Id = reader.Text("id", DocumentPatterns.Id),
            System = reader.OptionalText("system", DocumentPatterns.Id),
            Kind = reader.Choice<EvidenceKind>("kind"),
            Method = reader.Choice<EvidenceMethod>("method"),
            Objectives = reader.Texts("objectives", required: true),
            Finding = reader.OptionalChoice<EvidenceFinding>("finding") ?? default,
            About = reader.OptionalText("about"),
            Actor = reader.Text("actor"),
            Role = reader.Text("role"),
            CollectedOn = reader.Day("collectedOn"),
            ExpiresOn = reader.Day("expiresOn"),
            Content = Content(reader.RequiredMapping("content")),
        };
        reader.Finish();
        CheckAgreement(document, text);
        return document;
    }

    internal static EvidenceContentDocument Content(DocumentReader? reader)
    {
        if (reader is null) return new EvidenceContentDocument { Name = "", Sha256 = "" };
        var content = new EvidenceContentDocument { Name = reader.Text("name"), Sha256 = reader.Text("sha256", EvidenceContentDocument.HexDigest) };
        reader.Finish();
        return content;
    }

    private static void CheckAgreement(EvidenceRecordDocument document, DocumentText text)
    {
        if ((document.Kind == EvidenceKind.Interview) != (document.Method == EvidenceMethod.Interview)) Refuse("method", "an interview is obtained by the method interview, and nothing else is");
        if (string.CompareOrdinal(document.ExpiresOn, document.CollectedOn) < 0) Refuse("expiresOn", "it expires before it was collected");

        void Refuse(string field, string message) =>
            text.Defects.Add(PolicyDiagnostics.BadValue, text.Places.TryGetValue(field, out var place) ? place : new Locator(text.Document), message);
    }
}
