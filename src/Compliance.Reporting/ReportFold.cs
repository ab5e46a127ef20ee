using System.Collections.Immutable;
using Compliance.Evidence.Packaging;
using Compliance.Reporting.Model;
using Compliance.Reporting.Sections;
using Compliance.Reporting.Templates;

namespace Compliance.Reporting;

/// <summary>Folds a draft into a document: the sections that a template names, in its order.</summary>
internal static class ReportFold
{
    public static ReportDocument Fold(EvidenceDraft draft, ReportTemplate template)
    {
        if (ReportTemplate.FaultOf(template.Sections) is { } fault) throw new ArgumentException(fault, nameof(template));
        var sections = ImmutableArray.CreateBuilder<Block.Section>(template.Sections.Length);
        foreach (var id in template.Sections)
            sections.Add((ReportSections.Find(id) ?? throw new ArgumentException($"no section is called '{id}'", nameof(template)))(draft));
        return new ReportDocument(
            VisibleText.Of(template.Title),
            VisibleText.Of(Subtitle(draft), 300),
            [Wording.Badge(draft.Evaluation.Verdict), SummarySection.Figures(draft.Evaluation.Results)],
            "en",
            VisibleText.Of(template.Marking, 80),
            new ReportIdentity(VisibleText.Of(draft.PackageId, 100), draft.EvidenceRoot, ReportDraft.Results(draft)),
            draft.Run.FinishedAt,
            sections.ToImmutable());
    }

    private static string Subtitle(EvidenceDraft draft)
    {
        var system = draft.System.IsDefault ? "no system file" : draft.System.Name;
        return $"{system} · {draft.Evaluation.ProfileTitle} · {Wording.Count(draft.Subjects.Length, "image")} · as of {Wording.Day(draft.Run.EvaluatedAt)}";
    }
}
