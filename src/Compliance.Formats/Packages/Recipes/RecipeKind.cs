namespace Compliance.Formats.Packages.Recipes;

/// <summary>How an image is made again.</summary>
public enum RecipeKind
{
    /// <summary>Composed from an apko configuration.</summary>
    Apko = 0,

    /// <summary>By a command that leaves an OCI layout.</summary>
    Command = 1,
}
