using System.Globalization;
using System.Text.Json;
using Compliance.Policy.Cel;

namespace Compliance.Conformance.Tests.Cel;

/// <summary>One vector of the CEL specification, as <c>vectors/cel/ORIGINS.md</c> describes them.</summary>
internal sealed record CelVector(string Suite, JsonElement Json)
{
    public string Id => $"{Suite}/{Json.GetProperty("section").GetString()}/{Json.GetProperty("name").GetString()}";

    public string Expression => Json.GetProperty("expr").GetString()!;

    public bool NeedsProtobuf => Flag("needs_proto");

    public bool IsCheckOnly => Flag("check_only");

    public bool IsUnchecked => Flag("disable_check");

    public string Container => Text("container") ?? "";

    /// <summary>The type that the specification or the reference checker deduces.</summary>
    public string? DeducedType => Text("deduced_type") ?? Text("cel_go_type");

    public string[]? Errors => Json.TryGetProperty("error", out var errors) ? [.. errors.EnumerateArray().Select(error => error.GetString()!)] : null;

    public CelValue? Expected => Json.TryGetProperty("value", out var value) ? ValueOf(value) : null;

    public static IEnumerable<CelVector> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var suite = document.RootElement.GetProperty("suite").GetString()!;
        return [.. document.RootElement.GetProperty("tests").EnumerateArray().Select(test => new CelVector(suite, test.Clone()))];
    }

    public CelEnvironment Environment()
    {
        var variables = new SortedDictionary<string, CelType>(StringComparer.Ordinal);
        foreach (var binding in Bindings()) variables[binding.Key] = CelType.Dyn;
        var functions = new List<CelFunction>();
        if (Json.TryGetProperty("type_env", out var declarations))
        {
            foreach (var declaration in declarations.EnumerateArray())
            {
                var name = declaration.GetProperty("name").GetString()!;
                if (declaration.TryGetProperty("overloads", out var overloads)) functions.Add(new CelFunction(name, [.. overloads.EnumerateArray().Select(OverloadOf)]));
                else variables[name] = CelTypeReader.Parse(declaration.GetProperty("type").GetString()!);
            }
        }

        return CelEnvironment.Standard.WithContainer(Container).WithTimeZones(CelZones.Find).WithFunctions(functions)
            .WithVariables(variables.Select(variable => new CelVariable(variable.Key, variable.Value)));
    }

    public IEnumerable<KeyValuePair<string, CelValue>> Bindings() => Json.TryGetProperty("bindings", out var bindings)
        ? bindings.EnumerateObject().Select(binding => KeyValuePair.Create(binding.Name, ValueOf(binding.Value)))
        : [];

    private static CelOverload OverloadOf(JsonElement overload) => new(
        overload.GetProperty("id").GetString()!,
        [.. overload.GetProperty("params").EnumerateArray().Select(type => CelTypeReader.Parse(type.GetString()!))],
        CelTypeReader.Parse(overload.GetProperty("result").GetString()!),
        _ => CelValue.Error(CelErrorKind.Overload, "declared only"));

    private bool Flag(string name) => Json.TryGetProperty(name, out var flag) && flag.GetBoolean();

    private string? Text(string name) => Json.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static CelValue ValueOf(JsonElement value)
    {
        var kind = value.EnumerateObject().Single();
        var content = kind.Value;
        return kind.Name switch
        {
            "null" => CelValue.Null,
            "bool" => CelValue.Bool(content.GetBoolean()),
            "int" => CelValue.Int(long.Parse(content.GetString()!, CultureInfo.InvariantCulture)),
            "uint" => CelValue.Uint(ulong.Parse(content.GetString()!, CultureInfo.InvariantCulture)),
            "double" => CelValue.Double(content.ValueKind == JsonValueKind.Number ? content.GetDouble() : double.Parse(content.GetString()!, CultureInfo.InvariantCulture)),
            "string" => CelValue.String(content.GetString()!),
            "bytes" => CelValue.Bytes(content.GetBytesFromBase64()),
            "list" => CelValue.List(content.EnumerateArray().Select(ValueOf)),
            "map" => CelValue.Map(CelMap.Of(content.EnumerateArray().Select(entry => KeyValuePair.Create(ValueOf(entry[0]), ValueOf(entry[1]))))),
            "type" => CelValue.Type(content.GetString()!),
            "timestamp" => Policy.Cel.Functions.TimeText.ParseTimestamp(content.GetString()!),
            "duration" => Policy.Cel.Functions.TimeText.ParseDuration(content.GetString()!),
            _ => throw new InvalidDataException($"a value of an unknown kind: {kind.Name}"),
        };
    }
}
