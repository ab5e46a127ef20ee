using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Comparing;
using Compliance.Formats.Sbom.Schemas;
using Compliance.Formats.Sbom.Writing;

namespace Compliance.Tests.Formats.Sbom.Comparing;

/// <summary>Nothing is lost unseen: whatever a document states is in its other form, or the report names it.</summary>
public sealed class SbomLossesTests
{
    // What of a record is a value of the document, and by which words its loss is told. A member that is not here fails the test.
    private static readonly Dictionary<string, string> OfComponent = new(StringComparer.Ordinal)
    {
        ["Name"] = "component|file",
        ["Version"] = "version of a component",
        ["Group"] = "group",
        ["Kind"] = "kind of component",
        ["Purls"] = "package URL",
        ["Cpes"] = "CPE",
        ["Supplier"] = "supplier",
        ["Producer"] = "producer",
        ["Licence"] = "licence",
        ["Hashes"] = "hash of the algorithm",
        ["DeclaredLicence"] = "declared licence|licence that is no",
        ["ConcludedLicence"] = "concluded",
        ["Copyright"] = "copyright",
        ["DownloadLocation"] = "place where it can be had",
        ["FileName"] = "file name",
        ["Description"] = "description",
        ["Contact"] = "contact of a component",
        ["Properties"] = "property of a component",
        ["StatedUnknown"] = "is unknown",
    };

    private static readonly Dictionary<string, string> OfDocument = new(StringComparer.Ordinal)
    {
        ["Name"] = "name of the document",
        ["Namespace"] = "identifier of the document",
        ["Created"] = "time of the document",
        ["Creators"] = "made the document",
        ["DataLicence"] = "licence of the document",
        ["Version"] = "version of the document",
        ["Contexts"] = "generation context",
        ["Comment"] = "comment of the creator",
        ["HasSignature"] = "signature inside",
        ["Vulnerabilities"] = "vulnerability",
        ["Completeness"] = "how complete",
    };

    // Authors and tools are creators in other words; identifiers are each form's own, and what is described is asked apart.
    private static readonly string[] NotOfTheDocument = ["Authors", "Tools", "Described", "Locator", "Place", "Id", "IsFile", "Format", "SpecVersion", "Components", "Relationships", "SubjectDigests", "EqualityContract"];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var source in RichSboms.All.Keys)
            {
                foreach (var form in SbomForm.All) pairs.Add(source, form);
            }

            return pairs;
        }
    }

    private static SbomDocument Read(string text) => SbomReaders.Read(Encoding.UTF8.GetBytes(text), "rich").Required();

    private static (SbomDocument Source, SbomDocument Written, IReadOnlyList<string> Losses) Convert(string source, string form)
    {
        var sbom = Read(RichSboms.All[source]);
        var written = SbomForm.Convert(sbom, form);
        return (sbom, SbomReaders.Read(written.Bytes, form).Required(), written.Losses);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_value_comes_back_or_is_named(string source, string form)
    {
        var (sbom, again, losses) = Convert(source, form);
        var texts = string.Join('\n', Texts(again, OfDocument).Concat(again.Components.SelectMany(component => Texts(component, OfComponent))).Select(pair => pair.Text));
        var unseen = Texts(sbom, OfDocument).Where(pair => !IsIn(pair.Text) && !Names(losses, OfDocument[pair.Member]))
            .Concat(sbom.Components.SelectMany(component => Texts(component, OfComponent)).Where(pair => !IsIn(pair.Text) && !Names(losses, OfComponent[pair.Member])))
            .Select(pair => $"{pair.Member} '{pair.Text}'").ToList();

        Assert.Empty(unseen);
        Assert.True(sbom.Described.Length == again.Described.Length || Names(losses, "is about"));
        foreach (var kind in sbom.Relationships.Select(one => one.Kind).Where(kind => kind is not ("DESCRIBES" or "CONTAINED_BY")).Distinct())
            Assert.True(losses.Any(loss => loss.Contains($"relationship {kind}", StringComparison.Ordinal)) || again.Relationships.Any(one => one.Kind == kind) || kind == "DEPENDS_ON", kind);
        Assert.Equal(losses, Convert(source, form).Losses);
        var bytes = SbomForm.Write(sbom, form).Bytes;
        Assert.Equal(0, SbomSchemas.Judge(bytes, form)!.Errors);
        Assert.Empty(SbomReaders.Read(bytes, form).Defects);

        bool IsIn(string text) => texts.Contains(text, StringComparison.Ordinal);
    }

    /// <summary>Each value of its own changed before writing, after which it must be told apart from the one that was: the report sees every member, not only those that a sample happens to lose.</summary>
    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_member_that_the_other_form_does_not_have_is_told(string source, string form)
    {
        var (sbom, again, _) = Convert(source, form);
        foreach (var member in OfComponent.Keys.Where(name => name is not "Name" and not "Licence"))
        {
            // As if the form had no place for the member at all.
            var without = again with { Components = [.. again.Components.Select(component => Without(component, member))] };
            if (!sbom.Components.Any(component => Texts(component, OfComponent).Any(pair => pair.Member == member && pair.Text is not ("NOASSERTION" or "false" or "file")))) continue;
            Assert.True(Names(SbomLosses.Between(sbom, without), OfComponent[member]), $"{member} is left out unseen");
        }
    }

    [Theory]
    [InlineData("spdx-2.3", "spdx-2.3")]
    [InlineData("cyclonedx-1.6", "cyclonedx-1.6")]
    [InlineData("cyclonedx-1.7", "cyclonedx-1.7")]
    [InlineData("spdx-3.0.1", "spdx-3.0.1")]
    public void Rich_documents_state_every_member_that_their_format_has(string source, string form)
    {
        Assert.Equal(source, form);
        var sbom = Read(RichSboms.All[source]);
        string[] absent = source switch { "spdx-2.3" => ["Group", "Properties"], "spdx-3.0.1" => ["Group", "Properties", "FileName"], _ => [] };
        var stated = sbom.Components.SelectMany(component => Texts(component, OfComponent)).Select(pair => pair.Member).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(SbomReaders.Read(Encoding.UTF8.GetBytes(RichSboms.All[source]), "rich").Defects);
        Assert.Equal(OfComponent.Keys.Except(absent).Order(), stated.Order());
    }

    [Fact]
    public void Document_that_lost_a_component_and_a_file_says_so()
    {
        var sbom = Read(RichSboms.All["spdx-2.3"]);
        var losses = SbomLosses.Between(sbom, sbom with { Components = [sbom.Components[0]] });

        Assert.Contains("2 × component", losses);
        Assert.Contains("2 × file", losses);
        Assert.Empty(SbomLosses.Between(sbom, sbom).Where(loss => !loss.Contains("no component", StringComparison.Ordinal)));
    }

    private static bool Names(IEnumerable<string> losses, string words) => losses.Any(loss => Regex.IsMatch(loss, words));

    private static SbomComponent Without(SbomComponent component, string member)
    {
        var copy = component with { };
        var property = typeof(SbomComponent).GetProperty(member)!;
        property.SetValue(copy, property.PropertyType == typeof(string) ? "" : property.PropertyType.GetField("Empty", BindingFlags.Public | BindingFlags.Static)!.GetValue(null));
        return copy;
    }

    /// <summary>The values of a record's members as texts; a member without words for its loss is a mistake of this test.</summary>
    private static IEnumerable<(string Member, string Text)> Texts(object record, Dictionary<string, string> members)
    {
        foreach (var property in record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => !NotOfTheDocument.Contains(property.Name)))
        {
            Assert.True(members.ContainsKey(property.Name), $"{property.Name} has no words for its loss");
            foreach (var text in Values(property.GetValue(record))) yield return (property.Name, text);
        }
    }

    private static IEnumerable<string> Values(object? value) => value switch
    {
        null or "" or false or 0 => [],
        string text => [text],
        true => ["true"],
        SbomHash hash => [hash.Hex],
        SbomAgent agent => new[] { agent.Name, agent.Contact, agent.Version }.Where(text => text.Length > 0),
        ImmutableSortedDictionary<string, string> completeness => completeness.Values,
        KeyValuePair<string, string> pair => [pair.Key, pair.Value],
        IEnumerable list => list.Cast<object>().SelectMany(Values),
        _ => [value.ToString()!],
    };
}
