namespace Compliance.Evidence.Collection.Files;

/// <summary>Where one path's content comes from. The order is that of precedence where two sources speak of a file.</summary>
public enum FileClass
{
    /// <summary>A package owns it, and its bytes are those that the database lists.</summary>
    Intact = 0,

    /// <summary>A package owns it as configuration, or a rule says that it is; changed or not.</summary>
    Configuration = 1,

    /// <summary>A package owns it, and the database lists no digest of a kind that can be compared.</summary>
    Unchecked = 2,

    /// <summary>A package owns it, and its bytes are others.</summary>
    Modified = 3,

    /// <summary>A package owns the path, and nothing is there.</summary>
    Missing = 4,

    /// <summary>A rule of the catalog explains it.</summary>
    Generated = 5,

    /// <summary>Metadata of a language's package manager list it with its digest.</summary>
    Language = 6,

    /// <summary>Nothing but an SBOM about the image lists it, with its digest.</summary>
    InSbom = 7,

    /// <summary>Nothing explains it.</summary>
    Dark = 8,
}
