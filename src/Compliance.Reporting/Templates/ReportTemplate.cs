using System.Collections.Immutable;
using Compliance.Reporting.Sections;

namespace Compliance.Reporting.Templates;

/// <summary>What officers may change about a report: its words on the cover, which sections it has in which order, and the paper.</summary>
public sealed record ReportTemplate
{
    /// <summary>The report that is rendered when no template is given: <c>templates/assessment.yaml</c> says the same.</summary>
    public static ReportTemplate Assessment { get; } = new()
    {
        Title = "Container compliance assessment",
        Marking = "",
        PageSize = PageSize.Letter,
        Sections = SectionIds,
    };

    /// <summary>Ids of all sections that exist, in the order of the built-in report.</summary>
    public static ImmutableArray<string> SectionIds => [.. ReportSections.All.Select(section => section.Id)];

    public required string Title { get; init; }

    /// <summary>Handling words printed on every page, for example <c>CUI</c>; empty for none.</summary>
    public required string Marking { get; init; }

    public required PageSize PageSize { get; init; }

    /// <summary>Section ids in order; <c>verification</c> is the first.</summary>
    public required ImmutableArray<string> Sections { get; init; }
}
