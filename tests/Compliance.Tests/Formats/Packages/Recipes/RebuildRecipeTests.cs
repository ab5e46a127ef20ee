using System.Text;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Packages.Recipes;

namespace Compliance.Tests.Formats.Packages.Recipes;

public sealed class RebuildRecipeTests
{
    private const string Whole = """
        version: 1
        kind: apko
        image: registry.example/app
        builder: https://builder.example/ci
        configuration: image.apko.yaml
        repositories: [packages]
        keyring: [keys]
        providers: [openssl-provider-fips]
        keep: [busybox]
        replace: { a: b, c: "" }
        tests: [{ name: starts, run: [/usr/bin/app, --version], exit: 3, prints: app }]

        """;

    [Fact]
    public void Recipe_is_read_whole()
    {
        var recipe = Read(Whole).Required();
        Assert.Equal(("registry.example/app", "image.apko.yaml", RecipeKind.Apko), (recipe.Image, recipe.Configuration, recipe.Kind));
        Assert.Equal(["b", ""], recipe.Replace.Values);
        Assert.Equal(("starts", 3, "app"), (recipe.Tests[0].Name, recipe.Tests[0].ExitCode, recipe.Tests[0].Prints));
    }

    [Theory]
    [InlineData("version: 1\nconfiguration: a.yaml\nconfig: b\n", "APKO-0001")]
    [InlineData("configuration: a.yaml\n", "RECIPE-0002")]
    [InlineData("version: 1\n", "RECIPE-0002")]
    [InlineData("version: 1\nkind: docker\nconfiguration: a.yaml\n", "RECIPE-0001")]
    [InlineData("version: 1\nkind: command\ncommand: [make]\n", "RECIPE-0002")]
    [InlineData("version: 1\nconfiguration: ../a.yaml\n", "RECIPE-0001")]
    [InlineData("version: 1\nconfiguration: /etc/passwd\n", "RECIPE-0001")]
    [InlineData("version: 1\nconfiguration: a.yaml\ntests: [{ name: x }]\n", "RECIPE-0002")]
    public void What_is_no_recipe_is_refused_with_its_cause(string yaml, string code) => Assert.Contains(Read(yaml).Defects, defect => defect.Code.Text == code && defect.Locator.Line > 0);

    [Fact]
    public void Damaged_recipes_never_throw()
    {
        foreach (var bytes in Mutations.Of(Encoding.UTF8.GetBytes(Whole), Mutations.Count, 8)) _ = RebuildRecipe.Read(bytes, "rebuild.yaml").Defects;
    }

    private static Compliance.Formats.Reading.Reading<RebuildRecipe> Read(string yaml) => RebuildRecipe.Read(Encoding.UTF8.GetBytes(yaml), "rebuild.yaml");
}
