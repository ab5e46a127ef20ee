using System.Text;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.Systems;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Policy.Library;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.Systems;

/// <summary>What the system file and the node inventory state, as facts: days counted in calendar months, certificates looked up, everything else word by word.</summary>
public sealed class DeclarationCollectorTests
{
    private const string System = """
        id: acme
        title: Acme
        dated: 2026-11-20
        services:
          - name: web
            images: ["*"]
            uses: [ { name: service TLS, purpose: data-in-transit, module: M, environment: Linux 6.12 on x86_64, environmentIs: tested, protocol: tls13, peer: Load balancer, area: web to balancer } ]
        modules:
          - { name: Storage module, version: "2.1", certificate: 4985, use: volumes at rest, purpose: data-at-rest, encryption: full-disk, placement: operating-system, approvedMode: true }
          - { name: Old module, version: "1", certificate: 4282, use: signing }
          - { name: Unlisted module, version: "1", certificate: 999999, use: signing }
          - { name: Load balancer, version: "7", inheritedFrom: FR1100000002, certificate: 4985, use: TLS, kind: load-balancer, configuration: FIPS endpoints }
        submissions:
          - { module: M, version: "1", released: 2026-08-31 }
          - { module: N, version: "1", released: 2026-01-01, submitted: 2026-07-01 }
          - { module: O, version: "1", released: 2026-05-22 }
          - { module: P, version: "1", released: 2026-05-23 }
        moduleStream: { default: update-streams, basis: RA-2026 }
        unvalidated: [ { module: libsodium, component: api, function: sealing of tokens, impact: low, poam: V-1, due: 2026-11-22 } ]
        exchanges: [ { module: M, version: "1", replaces: 4985, vulnerability: CVE-2026-1, featureInUse: true, fixedIn: "1", submitted: 2026-10-01, poam: V-2 } ]
        """;

    private static string Nodes(string second) => $$"""
        dated: 2026-11-20
        source: each node was asked
        count: 2
        nodes:
          - { name: a, environment: Linux 6.12 on x86_64, fips: "on" }
          - { name: b, services: [batch], environment: Linux 6.1 on aarch64, fips: "{{second}}" }
        """;

    [Fact]
    public void Six_months_are_calendar_months_and_a_day_is_over_at_its_end_in_the_east()
    {
        var due = Facts().Where(fact => fact.Topic == "submission").ToDictionary(fact => fact.Module, fact => (fact.Due, fact.Overdue), StringComparer.Ordinal);

        Assert.Equal(("2027-02-28", "no"), due["M"]);
        Assert.Equal(("2026-07-01", ""), due["N"]);
        Assert.Equal(("2026-11-22", "yes"), due["O"]);
        Assert.Equal(("2026-11-23", "no"), due["P"]);
        Assert.Equal("no", Facts(new DateTimeOffset(2026, 11, 24, 4, 59, 59, TimeSpan.Zero)).Single(fact => fact.Module == "P").Overdue);
        Assert.Equal("yes", Facts(new DateTimeOffset(2026, 11, 24, 5, 0, 0, TimeSpan.Zero)).Single(fact => fact.Module == "P").Overdue);
    }

    [Fact]
    public void Modules_outside_of_images_have_the_state_of_their_certificate_and_inherited_ones_have_none()
    {
        var modules = Facts().Where(fact => fact.Topic == "module").ToDictionary(fact => fact.Name, StringComparer.Ordinal);

        Assert.Equal(("4985", "active", "FIPS 140-3", "yes"), (modules["Storage module"].Certificate, modules["Storage module"].CertificateState, modules["Storage module"].Standard, modules["Storage module"].ApprovedMode));
        Assert.Equal("historical", modules["Old module"].CertificateState);
        Assert.Equal("none", modules["Unlisted module"].CertificateState);
        Assert.Equal(("", "", "FR1100000002", "load-balancer"), (modules["Load balancer"].Certificate, modules["Load balancer"].CertificateState, modules["Load balancer"].InheritedFrom, modules["Load balancer"].ModuleKind));
    }

    [Fact]
    public void Default_stream_unvalidated_uses_and_exchanges_are_told()
    {
        var facts = Facts();

        Assert.Equal("update-streams", facts.Single(fact => fact.Topic == "stream").Name);
        Assert.Equal(("api", "sealing of tokens", "V-1", "yes"), facts.Where(fact => fact.Topic == "unvalidated").Select(fact => (fact.Component, fact.Usage, fact.Poam, fact.Overdue)).Single());
        Assert.Equal(("CVE-2026-1", "yes", "1", "2026-10-01", "V-2", "active"), facts.Where(fact => fact.Topic == "exchange").Select(fact => (fact.Vulnerability, fact.FeatureInUse, fact.FixedIn, fact.Submitted, fact.Poam, fact.CertificateState)).Single());
    }

    [Fact]
    public void Nodes_that_run_the_services_of_the_image_are_told()
    {
        var nodes = Facts(nodes: Nodes("off")).Where(fact => fact.Topic == "node").ToList();

        Assert.Equal(("a", "on", "2026-11-20"), nodes.Select(node => (node.Name, node.HostFips, node.Dated)).Single());
    }

    [Fact]
    public void Inventory_that_lacks_a_node_is_refused()
    {
        var defect = Assert.Single(NodeInventory.Read(Encoding.UTF8.GetBytes(Nodes("off").Replace("count: 2", "count: 3", StringComparison.Ordinal)), "nodes.yaml", Limits.Default).Defects);

        Assert.Contains("(3), and 2 are listed", defect.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FIPS compliant")]
    [InlineData("a fips-140-3 certified appliance")]
    [InlineData("FIPS ready")]
    public void System_file_with_a_word_that_is_not_of_NIST_is_refused_at_its_place(string words)
    {
        var defect = Assert.Single(SystemFile.Read(Encoding.UTF8.GetBytes(System.Replace("volumes at rest", words, StringComparison.Ordinal)), "system.yaml").Defects);

        Assert.Equal(("POL-0017", 9), (defect.Code.ToString(), defect.Locator.Line));
    }

    private static List<DeclarationFact> Facts(DateTimeOffset? at = null, string? nodes = null)
    {
        var layout = new LayoutBuilder();
        layout.Image(image => image.Layer(layer => layer.File("etc/x", [1])), "v1");
        using var snapshot = layout.Open("v1");
        var inputs = AuditInputs.None with { System = Encoding.UTF8.GetBytes(System), Nodes = nodes is null ? null : (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(nodes) };
        using var acquired = ImageAcquisition.Run(snapshot, inputs, Observations.All, Limits.Default);
        return [.. Assert.Single(Collectors.Collect(acquired.Raw, CollectionWorld.Context(at), [new DeclarationCollector()])).OfKind(FactKind.Declaration).Select(fact => (DeclarationFact)fact.Value)];
    }
}
