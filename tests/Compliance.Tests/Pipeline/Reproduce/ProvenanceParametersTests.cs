using System.Text;
using Compliance.Formats;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Reading;
using Compliance.Oci.References;
using Compliance.Oci.Snapshots;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Locking;
using Compliance.Pipeline.Compose.Output;
using Compliance.Pipeline.Reproduce;
using Compliance.Pipeline.Statements;
using Compliance.Tests.Formats.Packages.Apk;
using Compliance.Tests.Pipeline.Compose;
using Compliance.Tests.World.Samples;

namespace Compliance.Tests.Pipeline.Reproduce;

/// <summary>Images of others, composed again from what their provenance says.</summary>
public sealed class ProvenanceParametersTests : IDisposable
{
    private const string Layered = "layering: { strategy: origin, budget: 2 }\naccounts: { run-as: \"7\" }\n";

    private readonly SignedRepository repository = new();

    public ProvenanceParametersTests()
    {
        repository.Add("base", "size = 10\n", (ApkSamples.File("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n"));
        repository.Add("app", "size = 20\ndepend = base\n", (ApkSamples.File("usr/bin/app", 0x1ED), "one"));
    }

    public void Dispose() => repository.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(Layered)]
    public void Image_is_composed_again_although_the_repository_has_newer_packages(string more)
    {
        var request = Request(more);
        var first = ImageComposer.Compose(request).Required();
        using var snapshot = Signed(request, first);
        repository.AddVersion("app", "2-r0", "size = 20\ndepend = base\n", (ApkSamples.File("usr/bin/app", 0x1ED), "two"));
        Assert.NotEqual(first.IndexDigest, ImageComposer.Compose(request).Required().IndexDigest);

        var parameters = ProvenanceParameters.Find(snapshot, Limits.Default).Required();
        var again = ImageComposer.Compose(request with { Configuration = parameters.Configuration, Epoch = parameters.Epoch, Lock = parameters.Packages }).Required();
        Assert.Equal(first.IndexDigest, again.IndexDigest);
    }

    [Fact]
    public void Package_with_other_bytes_than_provenance_says_is_refused()
    {
        var request = Request("");
        using var snapshot = Signed(request, ImageComposer.Compose(request).Required());
        var parameters = ProvenanceParameters.Find(snapshot, Limits.Default).Required();
        repository.Add("app", "size = 20\ndepend = base\n", (ApkSamples.File("usr/bin/app", 0x1ED), "other"));
        Assert.Contains(ImageComposer.Compose(request with { Lock = parameters.Packages }).Defects, defect => defect.Code.Text is "BUILD-0015" or "APKSIG-0008");
    }

    private static ImageSnapshot Signed(ComposeRequest request, Composition composition)
    {
        var facts = new BuildFacts("registry.example/app", "https://builder.example", "test", [], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "urn:test");
        using var signer = SampleIdentities.Open(SampleIdentities.Issue());
        var layout = RebuiltLayout.Make(composition, facts, request.Configuration, LockContext.OfPlanned(request.Configuration, "test", []), signer, RebuiltLayout.Tag);
        return ImageSnapshot.Open(layout.ToMemory(), ImageReference.Parse($"oci:memory:{RebuiltLayout.Tag}").Required(), Limits.Default, default).Required();
    }

    private ComposeRequest Request(string more) => new(
        ApkoConfigurationReader.Read(Encoding.UTF8.GetBytes($"contents:\n  repositories: [r]\n  packages: [app]\narchs: [amd64]\n{more}"), "image").Required(), "image", repository, repository.Keyring);
}
