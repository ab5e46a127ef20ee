using System.Text.Json;
using Compliance.Tests.Evidence.Verification;

namespace Compliance.Conformance.Tests.EndToEnd;

/// <summary>
/// The whole road with an image of real size, beside the tools that others have: facts against dpkg-query and find, the package against openssl, sha256sum,
/// qpdf and pdftotext. The minimal Debian in every run, the large one with <c>COMPLIANCE_LONG=1</c>.
/// </summary>
public sealed class DebianImageTests(AuditedImages images) : IClassFixture<AuditedImages>
{
    private const long MaxPackageBytes = 40L << 20;

    public static TheoryData<string> Variants => Environment.GetEnvironmentVariable("COMPLIANCE_LONG") == "1" ? ["small", "full"] : ["small"];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Packages_are_those_that_dpkg_query_lists(string variant)
    {
        var image = images.Of(variant);
        var found = image.Values("package").Where(package => Text(package, "database") == "dpkg").ToList();
        Assert.InRange(found.Count, variant == "full" ? 300 : 80, 2000);
        Assert.Equal(
            image.Debian.Packages.Select(package => (package.Name, package.Version, package.Architecture, package.Source, package.Maintainer, package.Purl)).Order(),
            found.Select(package => (Text(package, "name"), Text(package, "version"), Text(package, "architecture"), Text(package, "origin"), Text(package, "supplier"), Text(package, "purl"))).Order());
        var count = image.Values("population").Single(population => Text(population, "name") == "packages").GetProperty("count").GetInt32();
        Assert.InRange(count, found.Count, int.MaxValue);
        Assert.All(found, package => Assert.True(package.GetProperty("inSbom").GetBoolean()));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void System_and_surface_are_those_of_the_root_file_system(string variant)
    {
        var image = images.Of(variant);
        var system = Assert.Single(image.Values("image"));
        Assert.Equal((image.Debian.OsRelease["ID"], image.Debian.OsRelease["VERSION_ID"], image.Debian.OsRelease["PRETTY_NAME"]), (Text(system, "osId"), Text(system, "osVersion"), Text(system, "osName")));
        Assert.True(system.GetProperty("diffIdsMatch").GetBoolean());
        var surface = Assert.Single(image.Values("hardening"));
        Assert.Equal(image.Debian.SetuidFiles, Texts(surface, "setuidFiles"));
        Assert.Equal(65532, surface.GetProperty("uid").GetInt32());
        Assert.Contains("usr/bin/dash", Texts(surface, "shells"));
        Assert.Contains("usr/bin/dpkg", Texts(surface, "packageManagers"));
        Assert.DoesNotContain(Texts(surface, "packageManagers"), path => path.StartsWith("etc/", StringComparison.Ordinal));
        Assert.Empty(Texts(surface, "worldWritable"));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Boms_signatures_and_provenance_are_told_as_they_are(string variant)
    {
        var image = images.Of(variant);
        var sboms = image.Values("sbom").Where(sbom => Text(sbom, "origin") == "attestation").ToDictionary(sbom => Text(sbom, "format"), StringComparer.Ordinal);
        Assert.Equal(["cyclonedx", "spdx"], sboms.Keys.Order(StringComparer.Ordinal));
        Assert.All(sboms.Values, sbom => Assert.True(sbom.GetProperty("signed").GetBoolean()));
        Assert.Empty(Texts(sboms["spdx"], "missingPackages"));
        var missing = Assert.Single(Texts(sboms["cyclonedx"], "missingPackages"));
        Assert.Contains(image.LeftOut.Name, missing, StringComparison.Ordinal);
        var signature = Assert.Single(image.Values("signature"), signature => Text(signature, "format") == "cosign-simplesigning");
        Assert.Equal(("verified", "release", "ecdsa-p256-sha256"), (Text(signature, "outcome"), Text(signature, "signer"), Text(signature, "algorithm")));
        var provenance = Assert.Single(image.Values("provenance"));
        Assert.Equal((image.Debian.Packages.Length + 1, image.Debian.Packages.Length + 1), (provenance.GetProperty("dependencies").GetInt32(), provenance.GetProperty("dependenciesWithDigest").GetInt32()));
        Assert.Equal("verified", Text(provenance, "outcome"));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void The_library_of_openssl_is_found_with_the_version_of_its_package(string variant)
    {
        var image = images.Of(variant);
        var package = image.Debian.Packages.Single(package => package.Name == "libssl3");
        var library = Assert.Single(image.Values("module"), module => Text(module, "path").EndsWith("/libcrypto.so.3", StringComparison.Ordinal));
        Assert.Equal("openssl-library", Text(library, "family"));
        Assert.StartsWith($"{Text(library, "version")}-", package.Version, StringComparison.Ordinal);
        Assert.Equal("none", Text(library, "certificateMatch"));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Verdicts_follow(string variant)
    {
        var image = images.Of(variant);
        Assert.True(image.Audit.Exit == 1, $"{image.Audit.Exit}: {image.Audit.Error}");
        var verdicts = Verdicts(image);
        Expect("met", "signature-verified", "signer-identity-trusted", "signature-algorithm-approved", "signatures-consistent", "provenance-present", "provenance-verified", "source-pinned",
            "dependencies-pinned", "builder-trusted", "sbom-present", "sbom-describes-image", "sbom-signed", "sbom-complete", "sbom-matches-filesystem", "non-root-user", "no-world-writable");
        Expect("not met", "no-setuid", "no-shell", "no-package-manager", "licences-known", "crypto-validated-active", "crypto-approved-mode");
        Expect("unknown", "no-kev", "cves-within-remediation");

        void Expect(string verdict, params string[] policies) =>
            Assert.All(policies, policy => Assert.True(verdicts[policy] == verdict, $"{policy} is {verdicts[policy]}: {image.Results.GetProperty("results").EnumerateArray().Single(result => Text(result, "policy") == policy)}"));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void The_package_is_small_and_verifies_under_its_anchor_and_by_the_image(string variant)
    {
        var image = images.Of(variant);
        Assert.InRange(new FileInfo(image.Package).Length, 1, MaxPackageBytes);
        var (exit, output, error) = BuiltProgram.Run("verify", image.Package, "--trust-anchor", image.Anchor, "--image", image.Reference, "--trust", image.Trust, "--data", image.Sub("other"));
        Assert.True(exit == 0, $"exit {exit}: {output}{error}");
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void The_package_is_checked_by_the_commands_of_its_readme(string variant)
    {
        var image = images.Of(variant);
        var (code, output) = StockTools.CheckByReadme(image.Sub("readme"), File.ReadAllBytes(image.Package), File.ReadAllBytes(image.Anchor));
        Assert.True(code == 0, output);
        Assert.Contains("CAdES Verification successful", output, StringComparison.Ordinal);
        Assert.DoesNotContain("DIFFERS", output, StringComparison.Ordinal);
        Assert.DoesNotContain("FAILED", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void The_pdf_is_sound_and_shows_every_verdict(string variant)
    {
        StockTools.Need("unzip", "qpdf", "pdftotext");
        var image = images.Of(variant);
        var (code, output) = StockTools.Bash(image.Sub("pdf"), $"unzip -q -o -j '{image.Package}' data/report/report.pdf\nqpdf --check report.pdf\npdftotext -raw report.pdf report.txt");
        Assert.True(code == 0, output);
        Assert.Contains("No syntax or stream encoding errors found", output, StringComparison.Ordinal);
        var text = File.ReadAllText(Path.Combine(image.Sub("pdf"), "report.txt")).Replace("-\n", "-", StringComparison.Ordinal).Replace('\f', '\n');
        var verdicts = Verdicts(image);
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        var verdict = "";
        foreach (var line in text.Split('\n'))
        {
            // A row begins with its verdict and comes to its policy's id, on the same page or the next one.
            if (line.Length > 2 && line[1] == ' ' && line[2..] is "met" or "not met" or "unknown" or "not applicable") verdict = line[2..];
            else if (verdict.Length > 0 && (verdicts.ContainsKey(line) ? line : CutAtThePage(line, verdicts.Keys)) is { } id) (shown[id], verdict) = (verdict, "");
        }

        Assert.Equal(verdicts.OrderBy(pair => pair.Key, StringComparer.Ordinal), shown.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    /// <summary>The one id that a line begins with up to its last hyphen: the row went on to the next page, and the next cell follows in the text.</summary>
    private static string? CutAtThePage(string line, IEnumerable<string> ids)
    {
        var begun = ids.Where(id => line.StartsWith(id[..(id.LastIndexOf('-') + 1)], StringComparison.Ordinal) && id.Contains('-', StringComparison.Ordinal)).ToList();
        return begun.Count == 1 ? begun[0] : null;
    }

    private static Dictionary<string, string> Verdicts(AuditedImage image) =>
        image.Results.GetProperty("results").EnumerateArray().ToDictionary(result => Text(result, "policy"), result => Text(result, "verdict"), StringComparer.Ordinal);

    private static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;

    private static IEnumerable<string> Texts(JsonElement value, string name) => value.GetProperty(name).EnumerateArray().Select(item => item.GetString()!);
}
