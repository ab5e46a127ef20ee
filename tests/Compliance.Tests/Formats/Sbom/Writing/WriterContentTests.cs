using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Writing;

namespace Compliance.Tests.Formats.Sbom.Writing;

/// <summary>What is put in order by numbers against the same put in order by names.</summary>
public sealed class WriterContentTests
{
    private static readonly string[] Kinds = ["CONTAINS", "DEPENDS_ON", "CONTAINED_BY", "DEPENDENCY_OF", "PATCH_FOR", "a", "Ä", "DESCRIBES"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Relationships_come_by_from_kind_and_to_each_once(int seed)
    {
        var random = new Random(seed);
        string[] ids = ["b", "B", "a/b", "a-b", "ä", "\ud83d\ude00", "\uffee", "a", "aa", "file-usr/lib/x", "file-usr/lib"];
        ImmutableArray<SbomRelationship> stated =
            [.. Enumerable.Range(0, 2_000).Select(_ => new SbomRelationship(Any(ids), Any(Kinds), Any(ids)))];
        var losses = new LossList();

        var content = new WriterContent(Document(ids, stated), losses);

        var expected = stated.Where(one => one.Kind != "DESCRIBES").Select(Forward).Distinct()
            .OrderBy(one => one.From, StringComparer.Ordinal).ThenBy(one => one.Kind, StringComparer.Ordinal).ThenBy(one => one.To, StringComparer.Ordinal);
        Assert.Equal(expected, content.Relationships);
        Assert.Empty(losses.ToImmutable());

        string Any(string[] words) => words[random.Next(words.Length)];
    }

    [Fact]
    public void Relationships_with_nothing_are_counted_as_lost()
    {
        var losses = new LossList();

        var content = new WriterContent(
            Document(["a"], [new("a", "CONTAINS", "gone"), new("gone", "CONTAINS", "a"), new("a", "DEPENDS_ON", "NONE"), new("a", "DEPENDS_ON", "NOASSERTION"), new("a", "CONTAINS", "a")]),
            losses);

        Assert.Equal(new SbomRelationship("a", "CONTAINS", "a"), Assert.Single(content.Relationships));
        Assert.Equal(["2 × relationship CONTAINS with something that is no component"], losses.ToImmutable());
    }

    [Fact]
    public void As_many_kinds_as_relationships_take_no_longer_than_few()
    {
        ImmutableArray<SbomRelationship> stated = [.. Enumerable.Range(0, 100_000).Select(number => new SbomRelationship("a", $"KIND_{number:D6}", "b"))];

        var content = new WriterContent(Document(["a", "b"], stated), new LossList());

        Assert.Equal(stated, content.Relationships);
    }

    private static SbomRelationship Forward(SbomRelationship one) => one.Kind switch
    {
        "CONTAINED_BY" => new(one.To, "CONTAINS", one.From),
        "DEPENDENCY_OF" => new(one.To, "DEPENDS_ON", one.From),
        _ => one,
    };

    private static SbomDocument Document(string[] ids, ImmutableArray<SbomRelationship> relationships) => new()
    {
        Locator = new Locator("made"),
        Format = SbomFormat.Spdx,
        SpecVersion = "2.3",
        Name = "made",
        Namespace = "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
        Authors = [],
        Tools = [],
        Described = [],
        SubjectDigests = [],
        Created = "2026-11-23T00:00:00Z",
        Components = [.. ids.Select(id => new SbomComponent { Locator = new Locator("made"), Id = id, Name = id, Version = "1" })],
        Relationships = relationships,
    };
}
