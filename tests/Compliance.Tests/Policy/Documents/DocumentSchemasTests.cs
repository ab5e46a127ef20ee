using System.Text;
using System.Text.Json.Nodes;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;
using Compliance.Policy.Documents;
using NJsonSchema;

namespace Compliance.Tests.Policy.Documents;

public sealed class DocumentSchemasTests
{
    /// <summary>Tables that change with the program that reads them, not by hand.</summary>
    private static readonly string[] WithoutSchema = ["catalogs/clocks/", "catalogs/files/", "catalogs/sbom-profiles/"];

    private static readonly JsonNode?[] WrongValues = [3, true, null, "", "No such word", new JsonArray(), new JsonObject(), new JsonArray(1), 1.5];

    [Fact]
    public void Schema_files_are_current()
    {
        foreach (var (path, content) in DocumentSchemas.Files()) GeneratedFile.IsCurrent($"policies/{path}", content);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id":"a","title":"t","rationale":"r","subject":"image","require":[],"severity":"low","controls":[{"framework":"f","id":"i","source":"s"}]}""")]
    [InlineData("""{"id":"a","title":"t","rationale":"r","subject":"image","require":[{"id":"a","check":"c","otherwise":"o","remedy":"r"}],"severity":"low","controls":[{"framework":"f","id":"i","source":"s"}],"sevrity":"low"}""")]
    public void Schema_and_loader_refuse_what_is_broken(string json)
    {
        Assert.NotEmpty(DocumentSchemas.Of<PolicyDocument>("Policy").Validate(json));
        Assert.NotEmpty(Bind(json, PolicyDocumentReader.Read));
    }

    [Fact]
    public void Schema_and_loader_agree_on_every_changed_policy() =>
        Agree(DocumentSchemas.Of<PolicyDocument>("Policy"), PolicyDocumentReader.Read, "sbom/sbom-complete/policy.yaml");

    [Fact]
    public void Schema_and_loader_agree_on_every_changed_profile() =>
        Agree(DocumentSchemas.Of<ProfileDocument>("Profile"), ProfileDocumentReader.Read, "profiles/fedramp-cr26-rev5-class-c.yaml");

    [Fact]
    public void Schema_and_loader_agree_on_every_changed_catalog() =>
        Agree(DocumentSchemas.Of<ControlCatalogDocument>("Catalog"), ControlCatalogReader.Read, "catalogs/controls/fedramp-cr26.yaml");

    [Fact]
    public void Schema_and_loader_agree_on_the_changed_list_of_checks() =>
        Agree(DocumentSchemas.Of<CheckCatalogDocument>("Checks"), CheckCatalogReader.Read, "checks.yaml", Encoding.UTF8.GetBytes("""
            title: T
            source: S
            checks:
              - id: one
                title: One
                policies: [no-shell, no-setuid]
                needs: { method: examine, provide: Something. }
                controls:
                  - { framework: nist-800-53r5, id: sc-13, objective: SC-13a. }
                  - { framework: fedramp-cr26, id: CMU-CSO-CMD }
              - { id: two, title: Two, needs: { method: test, provide: Something else. } }

            """));

    [Fact]
    public void Schema_and_loader_agree_on_changed_dates() => Agree(DocumentSchemas.Of<DatesDocument>("Dates"), DatesReader.Read, "catalogs/dates.yaml");

    [Fact]
    public void Schema_and_loader_agree_on_changed_support_times() => Agree(DocumentSchemas.Of<SupportDocument>("Support"), SupportReader.Read, "catalogs/support.yaml");

    [Fact]
    public void Schema_and_loader_agree_on_a_changed_policy_with_a_catalog() =>
        Agree(DocumentSchemas.Of<PolicyDocument>("Policy"), PolicyDocumentReader.Read, "hardening/os-supported/policy.yaml");

    /// <summary>Editors find the schema by the first line; the file that it names has to be there.</summary>
    [Fact]
    public void First_line_of_every_document_points_to_its_schema()
    {
        foreach (var file in ShippedPolicies.Files().Where(file => file.Path.EndsWith(".yaml", StringComparison.Ordinal) && !WithoutSchema.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal))))
        {
            var line = Encoding.UTF8.GetString(file.Content.Span).Split('\n')[0];
            const string Start = "# yaml-language-server: $schema=";
            Assert.True(line.StartsWith(Start, StringComparison.Ordinal), $"{file.Path}: {line}");
            var schema = Path.GetFullPath(Path.Combine(ShippedPolicies.Folder, Path.GetDirectoryName(file.Path)!, line[Start.Length..]));
            Assert.True(File.Exists(schema), $"{file.Path}: {schema}");
            if (file.Path.EndsWith("/policy.yaml", StringComparison.Ordinal)) Assert.Equal(Path.Combine(ShippedPolicies.Folder, "policy.schema.json"), schema);
        }
    }

    [Fact]
    public void Schema_and_loader_agree_on_the_changed_system_file() => Agree(
        DocumentSchemas.Of<SystemDocument>("System file"), SystemDocumentReader.Read, "templates/system.yaml", File.ReadAllBytes(Path.Combine(ShippedPolicies.Root(), "templates", "system.yaml")));

    [Fact]
    public void Schema_takes_every_shipped_case()
    {
        var schema = DocumentSchemas.Case();
        var taken = 0;
        foreach (var file in ShippedPolicies.Files().Where(file => file.Path.Contains("/cases/", StringComparison.Ordinal)))
        {
            Assert.True(schema.Validate(Json(YamlTree.Read(file.Content, file.Path).Required())!.ToJsonString()).Count == 0, file.Path);
            taken++;
        }

        Assert.True(taken >= 45);
    }

    private static void Agree<T>(JsonSchema schema, Func<YamlNode, DocumentText, T?> read, params string[] paths)
        where T : class
    {
        foreach (var path in paths) Agree(schema, read, path, ShippedPolicies.Files().Single(file => file.Path == path).Content);
    }

    private static void Agree<T>(JsonSchema schema, Func<YamlNode, DocumentText, T?> read, string path, ReadOnlyMemory<byte> content)
        where T : class
    {
        var original = Json(YamlTree.Read(content, path).Required())!;
        Assert.Empty(schema.Validate(original.ToJsonString()));
        Assert.Empty(Bind(original.ToJsonString(), read));
        var refused = 0;
        foreach (var (what, changed) in Changes(original))
        {
            var bySchema = schema.Validate(changed).Count > 0;
            Assert.True(bySchema == Bind(changed, read).Length > 0, $"{path}: {what}: the schema {(bySchema ? "refuses" : "takes")} it and the loader does not");
            if (bySchema) refused++;
        }

        Assert.True(refused > 20);
    }

    /// <summary>Each field removed, each replaced by wrong values, and an unknown field in each object of known fields.</summary>
    private static IEnumerable<(string What, string Json)> Changes(JsonNode original)
    {
        var places = new List<(JsonNode Parent, string Key)>();
        var turn = 0;
        Collect(original, places);
        foreach (var (parent, key) in places)
        {
            var before = parent is JsonObject map ? map[key] : parent[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)];
            foreach (var wrong in Wrong(turn++))
            {
                Set(parent, key, wrong?.DeepClone());
                yield return ($"{parent.GetPath()}.{key} = {wrong?.ToJsonString() ?? "null"}", original.ToJsonString());
            }

            Set(parent, key, before);
            if (parent is not JsonObject fields) continue;
            fields.Remove(key);
            yield return ($"{parent.GetPath()} without {key}", original.ToJsonString());
            fields[key] = before;
            if (parent.GetPath().EndsWith("parameters", StringComparison.Ordinal) || parent.GetPath().EndsWith("forceByClass", StringComparison.Ordinal)) continue;
            fields["noSuchField"] = "x";
            yield return ($"{parent.GetPath()} with an unknown field", original.ToJsonString());
            fields.Remove("noSuchField");
        }
    }

    // The validator takes milliseconds a document: each place meets two of the values, every value meets many places.
    private static IEnumerable<JsonNode?> Wrong(int turn) => Environment.GetEnvironmentVariable("COMPLIANCE_LONG") == "1"
        ? WrongValues
        : [WrongValues[turn % WrongValues.Length], WrongValues[(turn + 4) % WrongValues.Length]];

    private static void Collect(JsonNode? node, List<(JsonNode, string)> places)
    {
        if (node is JsonObject map)
        {
            foreach (var (key, value) in map)
            {
                places.Add((map, key));
                Collect(value, places);
            }
        }
        else if (node is JsonArray list)
        {
            for (var index = 0; index < list.Count; index++)
            {
                places.Add((list, index.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                Collect(list[index], places);
            }
        }
    }

    private static void Set(JsonNode parent, string key, JsonNode? value)
    {
        if (parent is JsonObject map) map[key] = value;
        else parent[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)] = value;
    }

    private static Defect[] Bind<T>(string json, Func<YamlNode, DocumentText, T?> read)
        where T : class
    {
        var defects = new DefectCollector(Limits.Default);
        read(YamlTree.Parse(json, "test.yaml").Required(), new DocumentText("test.yaml", Encoding.UTF8.GetBytes(json), defects));
        return [.. defects.ToImmutable()];
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMapping map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Json(entry.Value)))),
        YamlSequence list => new JsonArray([.. list.Items.Select(Json)]),
        YamlScalar { AsBoolean: { } truth } => truth,
        YamlScalar { AsInt64: { } number } => number,
        YamlScalar { AsDouble: { } number } => number,
        YamlScalar { IsNull: true } => null,
        YamlScalar scalar => scalar.Text,
        _ => null,
    };
}
