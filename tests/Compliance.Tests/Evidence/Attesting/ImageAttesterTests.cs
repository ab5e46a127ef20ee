using System.Text;
using Compliance.Evidence.Attesting;
using Compliance.Formats.Reading;
using Compliance.Oci.Attachments;
using Compliance.Policy.Facts;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Attesting;

public sealed class ImageAttesterTests
{
    private const string MaySign = "may: [sign-images]";
    private const string MayAttest = "may: [attest], predicates: [\"*\"]";
    private static readonly TestSigner Release = TestSigner.Named("release");
    private static readonly byte[] Predicate = """{ "reviewed" : true }"""u8.ToArray();

    [Theory]
    [InlineData(AttachmentForm.Bundle, "dsse")]
    [InlineData(AttachmentForm.LegacyTag, "cosign-simplesigning")]
    public async Task Signature_that_we_make_verifies(AttachmentForm form, string format)
    {
        using var layout = new AttestedLayout();
        await layout.Attester(Release).SignAsync(layout.Root, form, "registry.example/app", TestContext.Current.CancellationToken);
        var fact = Assert.Single(Facts<SignatureFact>(layout.Collect((Release, MaySign))[0]));
        Assert.Equal((format, "verified", "release", "manifest"), (fact.Format, fact.Outcome.Value, fact.Signer.Value, fact.Covers));
        Assert.True(fact.SignerAllowed.Value);
    }

    [Theory]
    [InlineData(AttachmentForm.Bundle)]
    [InlineData(AttachmentForm.LegacyTag)]
    public async Task Statement_that_we_make_verifies(AttachmentForm form)
    {
        using var layout = new AttestedLayout();
        await layout.Attester(Release).AttestAsync(layout.Root, "https://example.test/review", Predicate, form, TestContext.Current.CancellationToken);
        var fact = Assert.Single(Facts<AttestationFact>(layout.Collect((Release, MayAttest))[0]));
        Assert.Equal(("https://example.test/review", "verified", true), (fact.PredicateType, fact.Outcome.Value, fact.SubjectMatches));
    }

    [Fact]
    public async Task Signature_by_a_stranger_fails()
    {
        using var layout = new AttestedLayout();
        await layout.Attester(TestSigner.Named("stranger")).SignAsync(layout.Root, AttachmentForm.Bundle, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("failed", Assert.Single(Facts<SignatureFact>(layout.Collect((Release, MaySign))[0])).Outcome.Value);
    }

    [Theory]
    [InlineData(AttachmentForm.Bundle)]
    [InlineData(AttachmentForm.LegacyTag)]
    public async Task Several_attachments_stay_side_by_side_and_twice_the_same_is_once(AttachmentForm form)
    {
        using var layout = new AttestedLayout();
        var cancellation = TestContext.Current.CancellationToken;
        var attester = layout.Attester(Release);
        foreach (var type in (string[])["https://example.test/a", "https://example.test/b", "https://example.test/a"]) await attester.AttestAsync(layout.Root, type, Predicate, form, cancellation);
        Assert.Equal(["https://example.test/a", "https://example.test/b"], Facts<AttestationFact>(layout.Collect((Release, MayAttest))[0]).Select(fact => fact.PredicateType).Order());
        using var snapshot = layout.Open();
        Assert.Equal(layout.Root.Digest, snapshot.Root.Digest);
        Assert.Empty(snapshot.Defects);
    }

    [Fact]
    public async Task Image_that_is_the_layouts_own_index_keeps_its_digest()
    {
        using var layout = new AttestedLayout(Index());
        Assert.Equal(2, layout.Images.Length);
        foreach (var image in layout.Images.Prepend(layout.Root)) await layout.Attester(Release).SignAsync(image, AttachmentForm.Bundle, cancellation: TestContext.Current.CancellationToken);
        using (var snapshot = layout.Open()) Assert.Equal(layout.Root.Digest, snapshot.Root.Digest);
        foreach (var facts in layout.Collect((Release, MaySign)))
            Assert.Equal(["index", "manifest"], Facts<SignatureFact>(facts).Select(fact => fact.Covers).Order());
    }

    [Fact]
    public async Task Plan_writes_nothing_and_names_what_would_be_written()
    {
        using var layout = new AttestedLayout();
        var before = Files(layout.Folder);
        var plan = new PlannedAttachments(layout.Target());
        var made = await new ImageAttester(plan, SigningKeys.Of(Release), AttestedLayout.At).SignAsync(layout.Root, AttachmentForm.Bundle, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(before, Files(layout.Folder));
        Assert.Contains(made.Attached.Manifest, plan.Put);
    }

    [Fact]
    public async Task Same_arguments_give_the_same_bytes()
    {
        using var one = new AttestedLayout();
        using var two = new AttestedLayout();
        foreach (var layout in (AttestedLayout[])[one, two]) await layout.Attester(Release).SignAsync(layout.Root, AttachmentForm.Bundle, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(Files(one.Folder), Files(two.Folder));
    }

    private static LayoutBuilder Index()
    {
        var layout = new LayoutBuilder();
        foreach (var architecture in (string[])["amd64", "arm64"])
        {
            var image = layout.Image(builder => builder.Platform("linux", architecture).Layer(files => files.File("etc/arch", architecture)), listed: false);
            layout.List(image, null);
        }

        return layout;
    }

    private static IEnumerable<T> Facts<T>(FactSet facts)
        where T : FactValue => facts.Facts.Select(fact => fact.Value).OfType<T>();

    private static string Files(string folder) => string.Join(
        '\n',
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(folder, file)} {(file.EndsWith("index.json", StringComparison.Ordinal) ? File.ReadAllText(file) : new FileInfo(file).Length.ToString(System.Globalization.CultureInfo.InvariantCulture))}"));
}
