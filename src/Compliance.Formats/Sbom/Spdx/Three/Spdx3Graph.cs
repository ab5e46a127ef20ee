using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Sbom.Spdx.Three;

/// <summary>The elements of one SPDX 3 document by identifier and type.</summary>
internal sealed class Spdx3Graph
{
    private readonly Dictionary<string, JsonValue> byId = new(StringComparer.Ordinal);
    private readonly List<JsonValue> elements = [];
    private readonly List<int> indexes = [];
    private readonly ListPlace list;

    public Spdx3Graph(JsonValue root, SbomReadingContext context)
    {
        list = new ListPlace(root.Document, $"{root.Pointer}/@graph", 0);
        var index = -1;
        // A document with one element only may stand without a graph.
        foreach (var element in root["@graph"].IsList ? root["@graph"].Items : [root])
        {
            index++;
            if (!element.IsMap)
            {
                context.Defects.Add(SbomCodes.WrongKind, element, "an element of the graph is not an object");
                continue;
            }

            elements.Add(element);
            indexes.Add(index);
            var id = IdOf(element);
            if (id.Length == 0) continue;
            context.Identify(element, id);
            byId.TryAdd(id, element);
        }
    }

    public IReadOnlyList<JsonValue> Elements => elements;

    /// <summary>Place of an element by its position in <see cref="Elements"/>.</summary>
    public ListPlace PlaceOf(int position) => list with { Index = indexes[position] };

    public static string IdOf(JsonValue element) => element["spdxId"].AsText ?? element["@id"].AsText ?? "";

    public IEnumerable<JsonValue> All(string type) => elements.Where(element => element["type"].TextEquals(type));

    public JsonValue First(string type) => All(type).FirstOrDefault();

    public JsonValue Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The creation information of an element, named or in place; the document's first one when it names none.</summary>
    public JsonValue Creation(JsonValue element)
    {
        var stated = element["creationInfo"];
        if (stated.IsMap) return stated;
        return stated.AsText is { } id && byId.TryGetValue(id, out var found) ? found : First("CreationInfo");
    }

    public IEnumerable<SbomAgent> Agents(JsonValue list) => list.Items.Select(item => Agent(item.AsText ?? "")).Where(agent => agent.Name.Length > 0);

    public IEnumerable<SbomAgent> Tools(JsonValue list) =>
        list.Items.Select(item => Find(item.AsText ?? "")["name"].AsText ?? "").Where(name => name.Length > 0).Select(name => new SbomAgent("tool", name));

    /// <summary>An agent by its identifier; one that other documents describe has only that.</summary>
    public SbomAgent Agent(string id)
    {
        var agent = Find(id);
        var kind = agent["type"].AsText switch
        {
            "Person" => "person",
            "SoftwareAgent" or "Tool" => "tool",
            _ => "organization",
        };
        var contact = agent["externalIdentifier"].Items.FirstOrDefault(identifier => identifier["externalIdentifierType"].AsText is "email" or "urlScheme")["identifier"].AsText ?? "";
        return new SbomAgent(kind, agent["name"].AsText ?? "", contact);
    }

    /// <summary>A licence expression behind an identifier; the identifier itself where it is one of SPDX' own licences.</summary>
    public string Licence(string id)
    {
        var element = Find(id);
        if (element["simplelicensing_licenseExpression"].AsText is { } expression) return expression;
        if (element["name"].AsText is { } name) return name;
        if (id.EndsWith("/NoAssertionLicense", StringComparison.Ordinal) || id == "NoAssertionLicense") return "NOASSERTION";
        if (id.EndsWith("/NoneLicense", StringComparison.Ordinal) || id == "NoneLicense") return "NONE";
        return id[(id.LastIndexOf('/') + 1)..];
    }
}
