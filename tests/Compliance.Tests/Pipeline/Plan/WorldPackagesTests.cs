using System.Text;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Packages.Recipes;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Plan;
using Compliance.Pipeline.Plan.Finding;
using Compliance.Tests.Formats.Packages.Apk;
using Compliance.Tests.Pipeline.Compose;

namespace Compliance.Tests.Pipeline.Plan;

/// <summary>What a plan may do to the packages that a configuration names.</summary>
public sealed class WorldPackagesTests : IDisposable
{
    private readonly SignedRepository repository = new();

    public WorldPackagesTests()
    {
        repository.Add("app", "depend = lib\n", (ApkSamples.File("usr/bin/app", 0x1ED), "app"));
        repository.Add("lib", "", (ApkSamples.File("usr/lib/lib.so"), "one"));
        repository.AddVersion("lib", "2-r0", "", (ApkSamples.File("usr/lib/lib.so"), "two"));
    }

    public void Dispose() => repository.Dispose();

    [Fact]
    public void Exact_version_gives_way_where_the_repository_has_a_newer_one()
    {
        var (world, request) = World("[app, lib=1-r0]");
        var found = Assert.Single(world.Unpin("cves-within-remediation"));
        Assert.Equal((OperationKind.UnpinPackage, "lib", "lib=1-r0 becomes lib>=1-r0"), (found.Operation.Kind, found.Operation.Target, found.Operation.Detail));
        Assert.Equal(["cves-within-remediation"], found.Operation.Policies);
        var image = ImageComposer.Compose(request with { Configuration = found.Apply(request.Configuration) }).Required().Images[0];
        Assert.Equal("2-r0", image.Packages.Single(package => package.Name == "lib").Version);
    }

    [Fact]
    public void Newest_version_that_is_pinned_stays() => Assert.Empty(World("[app, lib=2-r0]").World.Unpin("any"));

    [Fact]
    public void Package_that_another_one_needs_is_not_dropped_and_the_reason_is_told()
    {
        var (world, _) = World("[app]");
        Assert.Null(world.DropOwnerOf("usr/lib/lib.so", "any"));
        Assert.Equal("lib is needed by app-1-r0[lib]", world.WhyKept("usr/lib/lib.so"));
        Assert.Equal("app", world.DropOwnerOf("usr/bin/app", "any")!.Operation.Target);
        Assert.Null(world.DropOwnerOf("etc/os-release", "any"));
    }

    private (WorldPackages World, ComposeRequest Request) World(string packages)
    {
        var configuration = ApkoConfigurationReader.Read(Encoding.UTF8.GetBytes($"contents:\n  repositories: [r]\n  packages: {packages}\narchs: [amd64]\n"), "image").Required();
        var request = new ComposeRequest(configuration, "image", repository, repository.Keyring);
        return (new WorldPackages(ImageComposer.Compose(request).Required(), configuration, new RebuildRecipe()), request);
    }
}
