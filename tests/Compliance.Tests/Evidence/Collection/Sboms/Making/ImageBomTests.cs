using Compliance.Evidence.Collection.Sboms.Making;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Profiles;
using Compliance.Formats.Sbom.Writing;
using Compliance.Tests.Evidence.Collection.Files;
using Compliance.Tests.Policy;

namespace Compliance.Tests.Evidence.Collection.Sboms.Making;

public sealed class ImageBomTests
{
    private static readonly BomStatement Statement = new(
        new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), new SbomAgent("organization", "Example", "sbom@example.org"), new SbomAgent("tool", "compliance", "", "1.0"), true);

    public static TheoryData<string> Forms => [.. SbomForm.All];

    private static SbomDocument Make()
    {
        var world = new FileWorld().Owned("openssl", "usr/bin/openssl", FileWorld.Elf("openssl")).Owned("libssl3", "usr/lib/libssl.so.3", FileWorld.Elf("ssl")).Put("opt/app", FileWorld.Elf("app"));
        world.Apk();
        return Assert.Single(world.With((raw, context) => ImageBom.Make(raw, context, Statement)));
    }

    [Fact]
    public void Image_is_listed_with_layers_packages_and_every_file_below_its_owner()
    {
        var made = Make();

        Assert.Equal(["image", "layer-1", "os", "package-libssl3-1.0-r0-x86_64", "package-openssl-1.0-r0-x86_64"], made.Components.Where(component => !component.IsFile).Select(component => component.Id));
        Assert.All(made.Components.Where(component => component.IsFile), file => Assert.Contains(file.Hashes, hash => hash.Algorithm == "sha256"));
        Assert.Contains(new SbomRelationship("package-openssl-1.0-r0-x86_64", "CONTAINS", "file-usr/bin/openssl"), made.Relationships);
        Assert.Contains(new SbomRelationship("layer-1", "CONTAINS", "file-opt/app"), made.Relationships);
        Assert.Contains("dark", Assert.Single(made.Components, component => component.Id == "file-opt/app").Properties.Select(property => property.Value));
    }

    [Fact]
    public void Debian_package_has_the_licence_of_its_copyright_file()
    {
        var copyright = FileWorld.Text("Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: GPL-2+\n\nFiles: b\nLicense: Odd\n");
        var world = new FileWorld().Owned("thing", "usr/bin/thing", FileWorld.Elf("thing")).Owned("thing", "usr/share/doc/thing/copyright", copyright).Owned("plain", "usr/bin/plain", FileWorld.Elf("plain"));
        world.Debian();
        var made = Assert.Single(world.With((raw, context) => ImageBom.Make(raw, context, Statement)));

        Assert.Equal("GPL-2.0-or-later AND LicenseRef-Debian-Odd", Assert.Single(made.Components, component => component.Name == "thing").Licence);
        Assert.Equal("NOASSERTION", Assert.Single(made.Components, component => component.Name == "plain").DeclaredLicence);
        Assert.Contains("\"licenseId\":\"LicenseRef-Debian-Odd\"", System.Text.Encoding.UTF8.GetString(SbomForm.Write(made, SbomForm.Spdx23).Bytes.Span));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_is_made_states_all_that_a_document_can_state_by_the_minimum_elements(string form)
    {
        var path = Path.Combine(ShippedPolicies.Root(), "policies", "catalogs", "sbom-profiles", "cisa-2026.yaml");
        var profile = SbomProfile.Read(File.ReadAllBytes(path), path, Limits.Default).Required();
        var written = SbomForm.Write(Make(), form);
        var reading = SbomReaders.Read(written.Bytes, form);

        Assert.Empty(reading.Defects);
        Assert.Empty(SbomRuleResult.Of(profile, new SbomChecked(reading.Required(), true, 0, [])).Where(result => result.Answer is SbomAnswer.DoesNotState or SbomAnswer.Withheld).Select(result => $"{result.Rule.Id}: {result.Replies[0].Subject} {result.Replies[0].Reply.Reason}"));
        Assert.Equal(written.Bytes.ToArray(), SbomForm.Write(Make(), form).Bytes.ToArray());
    }
}
