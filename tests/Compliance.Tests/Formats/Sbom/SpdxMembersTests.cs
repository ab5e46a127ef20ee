using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;

namespace Compliance.Tests.Formats.Sbom;

/// <summary>Members of objects that stand in any order, are spelled with escapes, or stand in one object and not in the next.</summary>
public sealed class SpdxMembersTests
{
    private static Reading<SbomDocument> Read(string packages, string more = "") => SbomReaders.Read(Encoding.UTF8.GetBytes($$"""
        {"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"n","dataLicense":"CC0-1.0","documentNamespace":"https://a.example/n",
        "creationInfo":{"created":"2026-01-02T03:04:05Z","creators":["Tool: t"]},"packages":[{{packages}}]{{more}}}
        """), "bom");

    [Fact]
    public void The_order_of_members_changes_nothing()
    {
        var sbom = Read("""
            {"SPDXID":"SPDXRef-A","name":"a","versionInfo":"1","downloadLocation":"NONE"},
            {"downloadLocation":"NONE","versionInfo":"2","name":"b","SPDXID":"SPDXRef-B"},
            {"x":{"name":"inner"},"name":"c","y":["versionInfo"],"SPDXID":"SPDXRef-C","downloadLocation":"NONE","versionInfo":"3"}
            """).Required();
        Assert.Equal(["a 1 SPDXRef-A", "b 2 SPDXRef-B", "c 3 SPDXRef-C"], sbom.Components.Select(component => $"{component.Name} {component.Version} {component.Id}"));
    }

    [Fact]
    public void A_member_of_one_object_is_not_taken_for_one_of_the_next()
    {
        var reading = Read("""
            {"SPDXID":"SPDXRef-A","name":"a","versionInfo":"1","supplier":"Organization: O","downloadLocation":"NONE","checksums":[{"algorithm":"SHA1","checksumValue":"da39a3ee5e6b4b0d3255bfef95601890afd80709"}]},
            {"SPDXID":"SPDXRef-B","name":"b"}
            """);
        var second = reading.Required().Components[1];
        Assert.Equal(("", "", "", 0), (second.Version, second.Supplier, second.DownloadLocation, second.Hashes.Length));
        var defect = Assert.Single(reading.Defects);
        Assert.Equal((SbomCodes.MissingMember, "/packages/1"), (defect.Code, defect.Locator.Pointer));
    }

    [Fact]
    public void Escapes_in_names_and_texts_are_read()
    {
        var component = Read("""{"SPDXID":"SPDXRef-A","\u006eame":"\u0061\u002f","version\u0049nfo":"1","downloadLocation":"NONE"}""").Required().Components[0];
        Assert.Equal(("a/", "1"), (component.Name, component.Version));
    }

    [Fact]
    public void Two_members_are_one_name_whatever_their_escapes() =>
        Assert.False(Read("""{"SPDXID":"SPDXRef-A","name":"a","\u006eame":"b","downloadLocation":"NONE"}""").TryGet(out _));

    [Fact]
    public void Items_of_a_wrong_kind_are_counted_at_their_place()
    {
        var reading = Read(
            """{"SPDXID":"SPDXRef-A","name":7,"downloadLocation":"NONE","checksums":{"a":1},"externalRefs":["x",{"referenceType":"purl","referenceLocator":"pkg:deb/debian/a@1"}]},3""",
            ""","files":[{"SPDXID":"SPDXRef-F","fileName":"f","licenseInfoInFiles":["MIT","NOASSERTION","ISC"],"checksums":[4]}],"relationships":[5]""");
        var sbom = reading.Required();
        Assert.Equal(
            ["/files/0/checksums/0", "/packages/0/checksums", "/packages/0/externalRefs/0", "/packages/0/name", "/packages/1", "/relationships/0"],
            reading.Defects.Where(defect => defect.Code == SbomCodes.WrongKind).Select(defect => defect.Locator.Pointer).Order(StringComparer.Ordinal));
        Assert.Equal(["pkg:deb/debian/a@1"], sbom.Components[0].Purls);
        Assert.Equal(("MIT AND ISC", "/files/0"), (sbom.Components[1].Licence, sbom.Components[1].Locator.Pointer));
    }

    [Fact]
    public void Described_packages_name_digests_with_their_place()
    {
        var hex = new string('a', 64);
        var sbom = Read(
            $$"""{"SPDXID":"SPDXRef-A","name":"a@sha256:{{hex}}","versionInfo":"1","downloadLocation":"NONE","checksums":[{"algorithm":"SHA256","checksumValue":"{{hex}}"}],"externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:OCI/a@sha256%3A{{hex}}"}]}""",
            ""","documentDescribes":["SPDXRef-A"]""").Required();
        Assert.Equal([("name", hex), ("purl", hex), ("hash", hex)], sbom.SubjectDigests.Select(subject => (subject.Member, subject.Digest.Hex)));
        Assert.All(sbom.SubjectDigests, subject => Assert.Equal("/packages/0", subject.Locator.Pointer));
    }
}
