using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Profiles;
using Compliance.Tests.Policy;

namespace Compliance.Tests.Formats.Sbom.Profiles;

public sealed class SbomProfileTests
{
    private const string Head = "id: p\ntitle: t\nversion: \"1\"\ndate: 2026-01-01\nstate: final\nsource: s\nrules:\n";

    public static TheoryData<string> Shipped => [.. Directory.EnumerateFiles(Folder(), "*.yaml").Select(file => Path.GetFileName(file)!)];

    private static string Folder() => Path.Combine(ShippedPolicies.Root(), "policies", "catalogs", "sbom-profiles");

    private static Reading<SbomProfile> Read(string text) => SbomProfile.Read(Encoding.UTF8.GetBytes(text), "p.yaml", Limits.Default);

    private static SbomChecked Checked(Func<SbomDocument, SbomDocument>? change = null)
    {
        var sbom = SbomReaders.Read(Encoding.UTF8.GetBytes(SbomSamples.Spdx), "bom").Required();
        return new SbomChecked(change is null ? sbom : change(sbom), null, 0, null);
    }

    private static SbomRuleResult Ask(string scope, string check, SbomChecked sbom, string more = "") =>
        Assert.Single(SbomRuleResult.Of(Read($"{Head}  - {{ id: r, scope: {scope}, check: {check}, force: must, text: \"t\"{more} }}\n").Required(), sbom));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Shipped_profile_is_sound_and_says_where_it_comes_from(string file)
    {
        var profile = SbomProfile.Read(File.ReadAllBytes(Path.Combine(Folder(), file)), file, Limits.Default).Required();

        Assert.Equal(Path.GetFileNameWithoutExtension(file), profile.Id);
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", profile.Date);
        Assert.All(profile.Rules, rule => Assert.EndsWith(rule.Text, rule.Text.TrimEnd('.'), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("  - { id: r, scope: component, check: nothing, force: must, text: t }\n")]
    [InlineData("  - { id: r, scope: file, check: name, force: must, text: t }\n")]
    [InlineData("  - { id: r, scope: component, check: name, force: may, text: t }\n")]
    [InlineData("  - { id: r, scope: component, check: name, force: must }\n")]
    [InlineData("  - { id: r, scope: component, check: name, force: must, text: t, odd: 1 }\n")]
    [InlineData("  - { id: r, scope: component, check: name, force: must, text: t }\n  - { id: r, scope: component, check: name, force: must, text: t }\n")]
    public void Profile_with_a_mistake_is_refused(string rules) =>
        Assert.Equal("SBOM-0016", Read(Head + rules).Defects[0].Code.Text);

    [Theory]
    [InlineData("", SbomAnswer.DoesNotState, "no version")]
    [InlineData("NOASSERTION", SbomAnswer.DoesNotState, "version is said to be unknown")]
    [InlineData("withheld", SbomAnswer.Withheld, "version is withheld")]
    [InlineData("1", SbomAnswer.Meets, "")]
    public void Unknown_withheld_and_silent_are_told_apart(string version, SbomAnswer answer, string reason)
    {
        var sbom = Checked(document => document with { Components = [document.Components[1] with { Version = version }] });
        var result = Ask("component", "version", sbom);

        Assert.Equal((answer, 1), (result.Answer, result.Asked));
        Assert.Equal(reason, result.Replies.IsEmpty ? "" : result.Replies[0].Reply.Reason);
        Assert.Equal(version == "NOASSERTION" ? SbomAnswer.Meets : answer, Ask("component", "version", sbom, ", acceptsUnknown: true").Answer);
    }

    [Fact]
    public void Reasons_name_each_component_with_its_place()
    {
        var result = Ask("component", "hash", Checked());

        Assert.Equal((SbomAnswer.DoesNotState, 2), (result.Answer, result.Asked));
        Assert.Equal("/packages/0", Assert.Single(result.Replies).Place.Pointer);
    }

    [Fact]
    public void Rule_about_components_can_not_be_told_of_a_document_without_one() =>
        Assert.Equal(SbomAnswer.NotMachineCheckable, Ask("component", "name", Checked(document => document with { Components = [] })).Answer);

    [Fact]
    public void Coverage_is_told_only_by_a_comparison()
    {
        Assert.Equal(SbomAnswer.NotMachineCheckable, Ask("document", "coverage", Checked()).Answer);
        Assert.Equal(SbomAnswer.Meets, Ask("document", "coverage", Checked() with { Covered = [] }).Answer);
        Assert.Contains("zlib 1", Ask("document", "coverage", Checked() with { Covered = ["zlib 1"] }).Replies[0].Reply.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Signature_that_nobody_looked_for_is_no_lack()
    {
        Assert.Equal(SbomAnswer.NotMachineCheckable, Ask("document", "signed", Checked()).Answer);
        Assert.Equal(SbomAnswer.DoesNotState, Ask("document", "signed", Checked() with { Signed = false }).Answer);
        Assert.Equal(SbomAnswer.Meets, Ask("document", "signed", Checked() with { Signed = true }).Answer);
    }

    [Theory]
    [InlineData("document", "author", SbomAnswer.Meets)]
    [InlineData("document", "author-contact", SbomAnswer.Meets)]
    [InlineData("document", "creator-organization", SbomAnswer.Meets)]
    [InlineData("document", "tool-version", SbomAnswer.Meets)]
    [InlineData("document", "context", SbomAnswer.DoesNotState)]
    [InlineData("document", "timestamp", SbomAnswer.Meets)]
    [InlineData("document", "primary", SbomAnswer.Meets)]
    [InlineData("document", "contains", SbomAnswer.Meets)]
    [InlineData("document", "completeness", SbomAnswer.DoesNotState)]
    [InlineData("component", "related", SbomAnswer.Meets)]
    [InlineData("component", "identifier", SbomAnswer.Meets)]
    [InlineData("component", "hash-sha512", SbomAnswer.DoesNotState)]
    [InlineData("component", "producer", SbomAnswer.DoesNotState)]
    [InlineData("primary", "licence", SbomAnswer.DoesNotState)]
    public void Checks_answer_as_the_document_says(string scope, string check, SbomAnswer answer) => Assert.Equal(answer, Ask(scope, check, Checked()).Answer);
}
