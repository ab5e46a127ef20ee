using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Documents;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;

namespace Compliance.Tests.Policy.Facts;

public sealed class FactJsonTests
{
    private static readonly Digest Subject = Digest.Parse("sha256:" + new string('a', 64));

    [Fact]
    public void Written_facts_fit_their_schema()
    {
        var json = Encoding.UTF8.GetString(FactJson.Write(Facts()));
        Assert.Empty(FactSetSchema.Schema().Validate(json));
    }

    [Fact]
    public void Unknown_is_written_with_its_reason()
    {
        var facts = JsonNode.Parse(FactJson.Write(Facts()))!["facts"]!.AsArray();
        Assert.Equal("no such user", facts.Single(fact => fact!["kind"]!.GetValue<string>() == "hardening")!["value"]!["uid"]!["unknown"]!.GetValue<string>());
        Assert.Equal(3, facts.Single(fact => fact!["kind"]!.GetValue<string>() == "population")!["value"]!["count"]!.GetValue<long>());
    }

    [Fact]
    public void Order_of_facts_changes_no_byte()
    {
        var facts = Facts();
        Assert.Equal(FactJson.Write(facts), FactJson.Write(facts with { Facts = [.. facts.Facts.Reverse()] }));
    }

    private static FactSet Facts() => new()
    {
        Subject = Subject,
        Facts =
        [
            Fact("hardening/image", new HardeningFact
            {
                Uid = Knowable<long>.Unknown("no such user"),
                RunsAsRoot = Knowable<bool>.Unknown("no such user"),
                Shells = Knowable<ImmutableArray<string>>.Known(["bin/sh"]),
                PackageManagers = Knowable<ImmutableArray<string>>.Known([]),
                SetuidFiles = Knowable<ImmutableArray<string>>.Known([]),
                WorldWritable = Knowable<ImmutableArray<string>>.Known([]),
                SecretEnvNames = Knowable<ImmutableArray<string>>.Known([]),
                CredentialFiles = Knowable<ImmutableArray<string>>.Known([]),
            }),
            Fact("population/packages", new PopulationFact { Name = "packages", Count = 3, CountedFrom = "records" }),
        ],
        Gaps = [new CollectionGap(new DiagnosticCode("TEST-0001"), Subject, FactKind.Sbom, new Locator("sbom.json", Line: 3), "cut off", "sbom@1")],
        Coverages = ImmutableDictionary<FactKind, Coverage>.Empty.Add(FactKind.Hardening, Coverage.Complete),
    };

    private static Fact Fact(string id, FactValue value) =>
        new(id, Subject, value, new FactSource(Subject, new Locator("test")), "test@1", Reperformance.Rederived);
}
