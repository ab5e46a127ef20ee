using Compliance.Formats.Reading;
using Compliance.Policy.Cel;

namespace Compliance.Tests.Policy.Cel;

/// <summary>A small fact schema to write expressions against.</summary>
internal static class CelWorld
{
    public static readonly CelStructType Module = new("module", [new("name", CelType.String), new("version", CelType.String), new("activation", CelType.String), new("layer", CelType.Int), new("reachable", CelType.Bool)]);

    public static readonly CelEnvironment Environment = CelEnvironment.Standard.WithVariables(
        new CelVariable("module", Module.Type),
        new CelVariable("modules", CelType.List(Module.Type)),
        new CelVariable("names", CelType.List(CelType.String)),
        new CelVariable("x", CelType.Int),
        new CelVariable("labels", CelType.Map(CelType.String, CelType.String)),
        new CelVariable("any", CelType.Dyn));

    public static readonly Locator Origin = new("policy.yaml", Line: 9, Column: 12);

    public static CelValue Made(string name, CelValue? activation = null, long layer = 0) => CelValue.Struct(new CelStruct(
        Module,
        [CelValue.String(name), CelValue.String("1.0"), activation ?? CelValue.String("on"), CelValue.Int(layer), CelValue.True]));

    public static CelProgram Compile(string text) => CelProgram.Compile(text, Environment, Origin).Required();

    public static CelResult Evaluate(string text, params (string Name, CelValue Value)[] bindings) => Compile(text).Evaluate(Bind(bindings));

    /// <summary>The result as text: a value, <c>error: kind</c> or <c>unknown: causes</c>.</summary>
    public static string Shown(string text, params (string Name, CelValue Value)[] bindings) => Evaluate(text, bindings) switch
    {
        CelResult.Value value => value.Content.ToString(),
        CelResult.Error error => $"error: {error.Kind}",
        CelResult.Unknown unknown => $"unknown: {string.Join(",", unknown.Causes)}",
        _ => "?",
    };

    public static CelBindings Bind(params (string Name, CelValue Value)[] bindings)
    {
        var made = new CelBindings(Environment);
        foreach (var (name, value) in bindings) made[name] = value;
        return made;
    }

    /// <summary>The first line of each defect.</summary>
    public static IReadOnlyList<string> Defects(string text, CelLimits? limits = null) =>
        [.. CelProgram.Compile(text, Environment, Origin, limits).Defects.Select(defect => $"{defect.Locator}: {defect.Message.Split('\n')[0]}")];
}
