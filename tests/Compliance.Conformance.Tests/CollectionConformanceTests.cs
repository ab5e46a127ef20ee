using System.Collections.Immutable;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Formats.Reading;
using Compliance.Oci.References;
using Compliance.Oci.Snapshots;
using Compliance.Policy.Facts;

namespace Compliance.Conformance.Tests;

/// <summary>Layouts made by others, collected without a crash: what is in them is reported as it is.</summary>
public sealed class CollectionConformanceTests
{
    private static readonly CollectionContext Context = new(Limits.Default, new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty);

    [Theory]
    [InlineData("apk/apko/golden/base_image", 2, 3)]
    [InlineData("apk/apko/golden/golden", 2, 2)]
    [InlineData("sbom/apko-golden/top_image", 2, 3)]
    public void Packages_of_apko_images_are_read_as_many_as_were_counted(string folder, int images, int packages)
    {
        Assert.SkipWhen(!Vectors.AreDefault, "pinned to the vectors beside the repository");
        var sets = Collect(folder);

        Assert.Equal(images, sets.Length);
        foreach (var facts in sets)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(Describe(facts));
            Assert.Equal(packages, facts.OfKind(FactKind.Package).Count());
            Assert.Contains(facts.OfKind(FactKind.Population), fact => fact.Value is PopulationFact { Name: "packages" } count && count.Count == packages);
            Assert.Equal(Coverage.Complete, facts.CoverageOf(FactKind.Package));
        }
    }

    [Theory]
    [InlineData("apk/apko/golden/base_image", "arm64")]
    [InlineData("apk/apko/golden/golden", "amd64 arm64")]
    public void Documents_that_apko_wrote_beside_its_image_describe_it_and_name_every_package(string folder, string platforms)
    {
        Assert.SkipWhen(!Vectors.AreDefault, "pinned to the vectors beside the repository");
        var given = Directory.GetFiles(Path.Combine(Vectors.Root!, folder, "sboms"), "sbom-*.spdx.json").Where(file => !file.Contains("index", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var inputs = AuditInputs.None with { Sboms = [.. given.Select(file => (Path.GetFileName(file), new ReadOnlyMemory<byte>(File.ReadAllBytes(file))))] };
        foreach (var facts in Collect(folder, inputs))
        {
            var sboms = facts.OfKind(FactKind.Sbom).Select(fact => (SbomFact)fact.Value).ToList();
            var architecture = ((ImageFact)facts.OfKind(FactKind.Image).Single().Value).Architecture;
            if (!platforms.Contains(architecture, StringComparison.Ordinal))
            {
                // The document of base_image for amd64 is not JSON.
                Assert.Contains(facts.Gaps, gap => gap.Code.Text == "JSON-0001" && gap.Kind == FactKind.Sbom);
                Assert.All(facts.OfKind(FactKind.Package), fact => Assert.False(((PackageFact)fact.Value).InSbom.IsKnown));
                continue;
            }

            var own = Assert.Single(sboms, sbom => sbom.DescribesImage is { IsKnown: true, Value: true });
            Assert.Empty(own.MissingPackages.Value);
            Assert.All(facts.OfKind(FactKind.Package), fact => Assert.Equal(Knowable<bool>.Known(true), ((PackageFact)fact.Value).InSbom));
        }
    }

    [Fact]
    public void Layouts_with_signatures_are_collected_without_a_crash()
    {
        Assert.SkipWhen(!Vectors.AreDefault, "pinned to the vectors beside the repository");
        var folders = Directory.GetDirectories(Path.Combine(Vectors.Root!, "sigstore/image-oci-layout")).Order(StringComparer.Ordinal).ToList();
        foreach (var folder in folders)
        {
            foreach (var facts in Collect(Path.GetRelativePath(Vectors.Root!, Path.Combine(folder, "layout"))))
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{Path.GetFileName(folder)}: {Describe(facts)}");
                Assert.Single(facts.OfKind(FactKind.Image));
            }
        }

        Assert.NotEmpty(folders);
    }

    private static string Describe(FactSet facts) =>
        string.Join(", ", facts.Facts.GroupBy(fact => fact.Kind).Select(kind => $"{kind.Key} {kind.Count()} ({facts.CoverageOf(kind.Key)})")) + "; gaps " + string.Join(" | ", facts.Gaps.Select(gap => $"{gap.Kind} {gap.Code} {gap.Message}").Take(6));

    private static ImmutableArray<FactSet> Collect(string folder, AuditInputs? inputs = null)
    {
        var reference = ImageReference.Parse($"oci:{Path.Combine(Vectors.Root!, folder)}").Required();
        using var snapshot = ImageSnapshot.Open(reference, Limits.Default).Required();
        using var acquired = ImageAcquisition.Run(snapshot, inputs ?? AuditInputs.None, Observations.All, Limits.Default);
        return Collectors.Collect(acquired.Raw, Context);
    }
}
