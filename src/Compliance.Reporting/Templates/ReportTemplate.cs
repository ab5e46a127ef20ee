using System.Collections.Immutable;
using Compliance.Reporting.Sections;

namespace Compliance.Reporting.Templates;

/// <summary>What officers may change about a report: its words on the cover, which sections it has in which order, and the paper.</summary>
public sealed record ReportTemplate
{
    /// <summary>A report that leaves these out would hide what its verdicts are and what limits them.</summary>
    private static readonly ImmutableArray<string> Needed = [VerificationSection.Id, VerdictsSection.Id, GapsSection.Id, LimitsSection.Id];

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

    /// <summary>Section ids in order, each once: <c>verification</c> first, with <c>verdicts</c>, <c>gaps</c> and <c>limits</c> among them.</summary>
    public required ImmutableArray<string> Sections { get; init; }

    /// <summary>Why a report can't have just these sections; null when it can.</summary>
    internal static string? FaultOf(ImmutableArray<string> sections)
    {
        var missing = Needed.Where(id => !sections.Contains(id)).ToList();
        if (missing.Count > 0) return $"no report goes without {string.Join(", ", missing)}";
        return sections[0] == VerificationSection.Id ? null : $"{VerificationSection.Id} has to be the first section";
    }
}
