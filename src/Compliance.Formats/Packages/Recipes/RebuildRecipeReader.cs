using System.Collections.Immutable;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Formats.Packages.Recipes;

/// <summary>Reads recipes: unknown fields, wrong kinds and paths that leave the recipe's folder are refused with their place.</summary>
internal static class RebuildRecipeReader
{
    public static Reading<RebuildRecipe> Read(ReadOnlyMemory<byte> yaml, string document, Limits limits)
    {
        var tree = YamlTree.Read(yaml, document, limits);
        if (!tree.TryGet(out var root)) return Readings.Reject<RebuildRecipe>(tree.Defects);
        var defects = new DefectCollector(limits);
        var fields = new ApkoFields(root, "", defects);
        if (fields.Text("version") is not "1") defects.Add(RecipeCodes.MissingField, root.Locator, "version: 1 is missing");
        var recipe = new RebuildRecipe
        {
            Kind = Kind(fields, root, defects),
            Image = fields.Text("image"),
            Builder = fields.Text("builder"),
            Configuration = fields.Text("configuration"),
            Repositories = fields.Texts("repositories"),
            Keyring = fields.Texts("keyring"),
            Providers = fields.Texts("providers"),
            Keep = fields.Texts("keep"),
            Replace = fields.Map("replace"),
            Command = fields.Texts("command"),
            Output = fields.Text("output"),
            Inputs = fields.Texts("inputs"),
            Tests = fields.List("tests", node => Test(node, defects)),
        };
        fields.Finish();
        Check(recipe, root, defects);
        return defects.Count > 0 ? Readings.Reject<RebuildRecipe>(defects.ToImmutable()) : Readings.Accept(recipe);
    }

    private static RecipeKind Kind(ApkoFields fields, YamlNode root, DefectCollector defects)
    {
        var text = fields.Text("kind");
        if (text is not ("" or "apko" or "command")) defects.Add(RecipeCodes.BadValue, fields.Node("kind")?.Locator ?? root.Locator, $"kind is '{text}'; there are apko and command");
        return text == "command" ? RecipeKind.Command : RecipeKind.Apko;
    }

    private static RecipeTest Test(YamlNode node, DefectCollector defects)
    {
        var fields = new ApkoFields(node, "tests.", defects);
        var test = new RecipeTest(fields.Text("name"), fields.Texts("run"), (int)(fields.Number("exit", 255) ?? 0), fields.Text("prints"));
        fields.Finish();
        if (test.Name.Length == 0 || test.Run.IsEmpty) defects.Add(RecipeCodes.MissingField, node.Locator, "a test needs name and run");
        return test;
    }

    private static void Check(RebuildRecipe recipe, YamlNode root, DefectCollector defects)
    {
        ImmutableArray<(string Field, bool IsMissing)> needed = recipe.Kind == RecipeKind.Apko
            ? [("configuration", recipe.Configuration.Length == 0)]
            : [("command", recipe.Command.IsEmpty), ("output", recipe.Output.Length == 0)];
        foreach (var (field, _) in needed.Where(one => one.IsMissing)) defects.Add(RecipeCodes.MissingField, root.Locator, $"{field} is missing");
        foreach (var path in recipe.Inputs.Append(recipe.Configuration).Append(recipe.Output).Where(path => path.Length > 0 && !IsInside(path)))
            defects.Add(RecipeCodes.BadValue, root.Locator, $"'{path}' leads out of the recipe's folder");
    }

    private static bool IsInside(string path) => path[0] != '/' && !path.Split('/', '\\').Contains("..", StringComparer.Ordinal) && !path.Contains('\0', StringComparison.Ordinal);
}
