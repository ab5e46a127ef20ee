using System.Collections.Immutable;

namespace Compliance.Reporting.Model;

/// <summary>A whole report before it takes a form.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Subtitle">One line under the title: which system, which rules.</param>
/// <param name="Headline">The verdict and its figures, under the title.</param>
/// <param name="Marking">Handling words for every page (<c>CUI</c>); empty when there are none.</param>
/// <param name="CreatedAt">The run's end, UTC: the only time that renderers write.</param>
public sealed record ReportDocument(
    string Title,
    string Subtitle,
    ImmutableArray<Inline> Headline,
    string Language,
    string Marking,
    ReportIdentity Identity,
    DateTimeOffset CreatedAt,
    ImmutableArray<Block.Section> Sections);
