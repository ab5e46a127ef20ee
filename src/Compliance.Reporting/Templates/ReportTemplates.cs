using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;
using Compliance.Policy;

namespace Compliance.Reporting.Templates;

/// <summary>
/// Reads a template: a YAML mapping of <c>title</c>, <c>sections</c>, and optionally <c>marking</c> and <c>page</c>. Strict: what it does not know is a defect
/// with the nearest name, and all defects are reported.
/// </summary>
public static class ReportTemplates
{
    private const int MaxTitle = 120;
    private const int MaxMarking = 80;

    private static readonly ImmutableArray<string> Fields = ["title", "marking", "page", "sections"];

    /// <param name="document">Name for locators: a path or file name.</param>
    public static Reading<ReportTemplate> Read(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        limits ??= Limits.Default;
        return YamlTree.Read(bytes, document, limits) switch
        {
            Reading<YamlNode>.Accepted tree => Read(tree.Value, limits),
            var rejected => Readings.Reject<ReportTemplate>(rejected.Defects),
        };
    }

    private static Reading<ReportTemplate> Read(YamlNode root, Limits limits)
    {
        if (root is not YamlMapping mapping)
            return Readings.Reject<ReportTemplate>(TemplateDiagnostics.WrongType, root.Locator, $"a template has to be a mapping, not {root.Description}");
        var defects = new DefectCollector(limits);
        foreach (var entry in mapping.Entries.Where(entry => !Fields.Contains(entry.Key.Text)))
            defects.Add(TemplateDiagnostics.UnknownField, entry.Key.Locator, $"no field '{entry.Key.Text}'{Meant(entry.Key.Text, Fields)}");
        var template = new ReportTemplate
        {
            Title = Text(mapping, "title", MaxTitle, required: true, defects),
            Marking = Text(mapping, "marking", MaxMarking, required: false, defects),
            PageSize = Page(mapping, defects),
            Sections = Sections(mapping, defects),
        };
        return defects.Count > 0 ? Readings.Reject<ReportTemplate>(defects.ToImmutable()) : Readings.Accept(template);
    }

    private static string Text(YamlMapping mapping, string field, int maxLength, bool required, DefectCollector defects)
    {
        switch (mapping[field])
        {
            case YamlScalar { Text.Length: var length } scalar when length > maxLength:
                defects.Add(TemplateDiagnostics.TooLong, scalar.Locator, $"{field} has {length} characters, more than {maxLength}");
                return "";
            case YamlScalar { Text.Length: > 0, IsNull: false } scalar:
                return scalar.Text;
            case null or YamlScalar:
                if (required) defects.Add(TemplateDiagnostics.MissingField, mapping[field]?.Locator ?? mapping.Locator, $"{field} is missing");
                return "";
            case { } other:
                defects.Add(TemplateDiagnostics.WrongType, other.Locator, $"{field} has to be text, not {other.Description}");
                return "";
        }
    }

    private static PageSize Page(YamlMapping mapping, DefectCollector defects)
    {
        switch (mapping["page"])
        {
            case null or YamlScalar { Text: "letter" }: return PageSize.Letter;
            case YamlScalar { Text: "a4" }: return PageSize.A4;
            case { } other:
                defects.Add(TemplateDiagnostics.UnknownPage, other.Locator, "page has to be letter or a4");
                return PageSize.Letter;
        }
    }

    private static ImmutableArray<string> Sections(YamlMapping mapping, DefectCollector defects)
    {
        if (mapping["sections"] is not YamlSequence list)
        {
            var place = mapping["sections"];
            defects.Add(place is null ? TemplateDiagnostics.MissingField : TemplateDiagnostics.WrongType, (place ?? mapping).Locator, "sections has to be a list of section names");
            return [];
        }

        var known = ReportTemplate.SectionIds;
        var sections = ImmutableArray.CreateBuilder<string>();
        foreach (var item in list.Items)
        {
            if (item is not YamlScalar { Text: var id }) defects.Add(TemplateDiagnostics.WrongType, item.Locator, $"a section is named by text, not by {item.Description}");
            else if (!known.Contains(id)) defects.Add(TemplateDiagnostics.UnknownSection, item.Locator, $"no section '{id}'{Meant(id, known)}");
            else if (sections.Contains(id)) defects.Add(TemplateDiagnostics.RepeatedSection, item.Locator, $"section '{id}' is named twice");
            else sections.Add(id);
        }

        if (ReportTemplate.FaultOf(sections.ToImmutable()) is { } fault) defects.Add(TemplateDiagnostics.MissingSection, list.Locator, fault);
        return sections.ToImmutable();
    }

    private static string Meant(string written, IEnumerable<string> known) =>
        NearestName.Among(written, known) is { } nearest ? $"; did you mean '{nearest}'?" : $"; there are {string.Join(", ", known)}";
}
