using System.Collections.Immutable;

namespace Compliance.Policy.Facts;

/// <summary>Where the regular files of an image come from. Each file is in exactly one of the classes; lists are in the order of paths.</summary>
public sealed record FilesFact : FactValue
{
    public override FactKind Kind => FactKind.Files;

    /// <summary>Regular files of the merged file system.</summary>
    public required long Total { get; init; }

    /// <summary>Files that a package owns and whose bytes are those that its database lists.</summary>
    public required long Intact { get; init; }

    /// <summary>Files that a package owns and whose database lists no digest.</summary>
    public required long Unchecked { get; init; }

    /// <summary>Configuration files: owned ones that an administrator may change, and those that the rules name.</summary>
    public required long Configuration { get; init; }

    /// <summary>Files that a rule explains as made by a tool of the system.</summary>
    public required long Generated { get; init; }

    /// <summary>Files that metadata of a language's package manager list with their digest.</summary>
    public required long Language { get; init; }

    /// <summary>Files that an SBOM about the image lists with their digest.</summary>
    public required long InSbom { get; init; }

    /// <summary>Files that a package owns and whose bytes are others than its database lists.</summary>
    public required ImmutableArray<string> Modified { get; init; }

    /// <summary>Paths that a package owns and where nothing is, without a rule that explains it.</summary>
    public required ImmutableArray<string> Missing { get; init; }

    /// <summary>Programs and libraries that nothing explains.</summary>
    public required ImmutableArray<string> DarkPrograms { get; init; }

    /// <summary>Java archives that nothing explains.</summary>
    public required ImmutableArray<string> DarkJars { get; init; }

    /// <summary>Scripts and sources of interpreted languages that nothing explains.</summary>
    public required ImmutableArray<string> DarkScripts { get; init; }

    /// <summary>Other files that nothing explains.</summary>
    public required ImmutableArray<string> DarkData { get; init; }

    /// <summary>How many files each explaining rule took, by the rule's id.</summary>
    public required ImmutableSortedDictionary<string, string> ExplainedBy { get; init; }
}
