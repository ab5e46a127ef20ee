using Compliance.Formats;
using Compliance.Formats.Packages.Recipes;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Run;

namespace Compliance.Tests.Pipeline.Attaching;

public sealed class BuiltLayoutTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("compliance-built-").FullName;

    public BuiltLayoutTests() => Made().WriteTo(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Image_is_read_and_written_alike()
    {
        var built = BuiltLayout.Read(folder, Limits.Default).Required();
        Assert.Equal(Made().IndexJson(), built.Layout("made").IndexJson());
        Assert.Equal(built.Image, built.Subjects.Single().Digest);
    }

    [Fact]
    public void Blob_that_is_not_what_it_is_called_is_refused()
    {
        File.AppendAllText(Directory.GetFiles(Path.Combine(folder, "blobs", "sha256"))[0], "x");
        Assert.Equal("BUILD-0013", Assert.Single(BuiltLayout.Read(folder, Limits.Default).Defects).Code.Text);
    }

    [Fact]
    public void Layout_with_two_images_is_refused()
    {
        var layout = Made();
        layout.List("{\"other\":1}"u8.ToArray(), OciMediaTypes.Manifest, "other");
        layout.WriteTo(folder);
        Assert.Contains("2 images", Assert.Single(BuiltLayout.Read(folder, Limits.Default).Defects).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mutated_index_never_throws()
    {
        var index = Path.Combine(folder, "index.json");
        foreach (var mutated in Mutations.Of(File.ReadAllBytes(index), Mutations.Count, 17))
        {
            File.WriteAllBytes(index, mutated);
            if (BuiltLayout.Read(folder, Limits.Default).TryGet(out var built)) Assert.NotEmpty(built.Layout("made").IndexJson());
        }
    }

    [Fact]
    public void Inputs_are_every_file_and_link_below_what_is_named()
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, "in", "deep")).FullName;
        File.WriteAllText(Path.Combine(place, "b"), "b");
        File.WriteAllText(Path.Combine(folder, "a"), "a");
        File.CreateSymbolicLink(Path.Combine(place, "out"), "/etc");
        Assert.Equal(["a", "in/deep/b", "in/deep/out"], CommandBuild.Inputs(folder, ["in", "a"]).Select(input => input.Name));
        Assert.Throws<FileNotFoundException>(() => CommandBuild.Inputs(folder, ["none"]));
    }

    [Fact]
    public async Task Command_gets_its_inputs_and_nothing_else()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/bwrap") && File.Exists("/bin/bash"), "bubblewrap or bash is missing");
        File.WriteAllText(Path.Combine(folder, "secret"), "s");
        var recipe = new RebuildRecipe { Kind = RecipeKind.Command, Command = ["/bin/bash", "-c", "test ! -e secret && mkdir out && cp -r blobs oci-layout index.json out"], Output = "out", Inputs = ["blobs", "oci-layout", "index.json"] };
        var scratch = Directory.CreateTempSubdirectory("compliance-command-");
        try
        {
            var built = await CommandBuild.RunAsync(folder, recipe, 0, scratch.FullName, TimeSpan.FromMinutes(1), Limits.Default, TestContext.Current.CancellationToken);
            Assert.Equal(BuiltLayout.Read(folder, Limits.Default).Required().Image, built.Required().Image);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static AttachedLayout Made()
    {
        var layout = new AttachedLayout();
        var config = layout.Blob("{}"u8.ToArray(), new MediaType("application/vnd.oci.image.config.v1+json"));
        layout.List(System.Text.Encoding.UTF8.GetBytes($"{{\"schemaVersion\":2,\"config\":{{\"digest\":\"{config.Digest}\"}}}}"), OciMediaTypes.Manifest, "made");
        return layout;
    }
}
