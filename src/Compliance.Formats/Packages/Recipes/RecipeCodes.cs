using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Recipes;

/// <summary>What can be wrong with a rebuild recipe.</summary>
public static class RecipeCodes
{
    public static readonly DiagnosticCode BadValue = new("RECIPE-0001");
    public static readonly DiagnosticCode MissingField = new("RECIPE-0002");
}
