using System.Collections.Immutable;

namespace Compliance.Policy.Facts.Schema;

/// <summary>Fields of the kind that says where files come from.</summary>
internal static class FileFields
{
    public static ImmutableArray<FactField> Files { get; } = new FieldListing<FilesFact>()
        .Add("total", fact => fact.Total, "Regular files of the merged file system.")
        .Add("intact", fact => fact.Intact, "Files that a package owns, with the bytes that its database lists.")
        .Add("unchecked", fact => fact.Unchecked, "Files that a package owns and whose database lists no digest.")
        .Add("configuration", fact => fact.Configuration, "Configuration files, changed or not.")
        .Add("generated", fact => fact.Generated, "Files that a rule of the catalog explains as made by a tool of the system.")
        .Add("language", fact => fact.Language, "Files that metadata of a language's package manager list with their digest.")
        .Add("inSbom", fact => fact.InSbom, "Files that only an SBOM about the image lists, with their digest.")
        .Add("modified", fact => fact.Modified, "Files that a package owns and whose bytes are others than its database lists.")
        .Add("missing", fact => fact.Missing, "Paths that a package owns and where nothing is.")
        .Add("darkPrograms", fact => fact.DarkPrograms, "Programs and libraries that nothing explains.")
        .Add("darkJars", fact => fact.DarkJars, "Java archives that nothing explains.")
        .Add("darkScripts", fact => fact.DarkScripts, "Scripts and sources of interpreted languages that nothing explains.")
        .Add("darkData", fact => fact.DarkData, "Other files that nothing explains.")
        .Add("explainedBy", fact => fact.ExplainedBy, "How many files each explaining rule took, by the rule's id.")
        .ToFields();
}
