using System.Text;
using Compliance.Policy.Documents;
using Compliance.Policy.Library;

namespace Compliance.Tests.Policy.Library;

public sealed class SystemFileTests
{
    internal const string Full = """
        id: acme-gov
        title: Acme Government Cloud
        dated: 2026-11-01
        fedRampId: FR2600000001
        certification: { type: rev5, class: c }
        baseline: moderate
        adopted: [ { ruleset: CMU, on: 2026-11-01 } ]
        assessments: [ { kind: annual, starts: 2027-02-01, assessor: Assessors Ltd } ]
        services:
          - name: web
            images: [ "registry.example/web@*" ]
            exposure: internet
            uses: [ { name: service TLS, purpose: data-in-transit, module: OpenSSL FIPS Provider, environment: Linux 6.1 on x86_64 } ]
        owners: [ { name: J. Doe, role: system owner } ]
        modules: [ { name: Storage module, version: "2.1", certificate: 4985, use: volumes at rest } ]
        leveraged: [ { fedRampId: FR1100000002, title: Example Cloud } ]
        parameters: { no-shell: { allowed: [ bin/sh ] } }
        approvers: [ { name: A. Smith, role: authorizing official } ]
        """;

    [Fact]
    public void Everything_written_is_kept()
    {
        var system = SystemFile.Read(Encoding.UTF8.GetBytes(Full), "system.yaml").Required();
        Assert.False(system.IsDefault);
        Assert.Equal(LegacyBaseline.Moderate, system.Document.Baseline);
        Assert.Equal(("rev5", "c"), (system.Document.Certification!.Type, system.Document.Certification.Class));
        Assert.Equal(CryptographicPurpose.DataInTransit, system.Document.Services[0].Uses[0].Purpose);
        Assert.Equal(Exposure.Internet, system.Document.Services[0].Exposure);
        Assert.Equal(4985, system.Document.Modules[0].Certificate);
        Assert.Equal("A. Smith", system.Document.Approvers[0].Name);
        Assert.Equal("CMU", system.Document.Adopted[0].Ruleset);
        Assert.Equal("Example Cloud", system.Document.Leveraged[0].Title);
    }

    [Fact]
    public void Number_of_agencies_is_what_is_written_and_unknown_otherwise()
    {
        Assert.Null(SystemFile.Read(Encoding.UTF8.GetBytes(Full), "system.yaml").Required().Document.Agencies);
        Assert.Equal(3, SystemFile.Read(Encoding.UTF8.GetBytes($"{Full}\nagencies: 3\n"), "system.yaml").Required().Document.Agencies);
    }

    [Fact]
    public void Neutral_default_says_that_it_is_one() => Assert.True(SystemFile.Neutral.IsDefault);

    [Theory]
    [InlineData("dated: 2026-11-01", "dated: 2026-11-01\nregistries: [ { name: \"registry.example/*\" } ]", "system.yaml:4:15")]
    [InlineData("dated: 2026-11-01", "dated: 2026-11-01\nregistries: [ { name: \"registry.example/*\", scanEveryDays: 0 } ]", "system.yaml:4:60")]
    [InlineData("dated: 2026-11-01", "dated: 2026-11-01\nregistries: [ { name: \"registry.example/*\", scanEveryDays: often } ]", "system.yaml:4:60")]
    [InlineData("dated: 2026-11-01", "dated: 2026-11-01\nagencies: -1", "system.yaml:4:11")]
    [InlineData("class: c", "class: e", "system.yaml:5:37")]
    [InlineData("baseline: moderate", "baseline: modrate", "system.yaml:6:11")]
    [InlineData("certificate: 4985", "certificate: none", "system.yaml:15:65")]
    [InlineData("dated: 2026-11-01", "dated: November", "system.yaml:3:8")]
    public void Broken_value_is_refused_with_its_place(string find, string replace, string place) =>
        Assert.Equal(place, Assert.Single(SystemFile.Read(Encoding.UTF8.GetBytes(Full.Replace(find, replace, StringComparison.Ordinal)), "system.yaml").Defects).Locator.ToString());
}
