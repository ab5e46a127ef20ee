using Compliance.Conformance.Tests.Cel;
using Compliance.Formats.Reading;
using Compliance.Policy.Cel;

namespace Compliance.Conformance.Tests;

/// <summary>
/// The vectors of the CEL specification. Those that need protobuf messages are out of scope by their own mark and counted; every other one must
/// pass: value, kind of error, and the type that the reference checker deduces.
/// </summary>
public sealed class CelConformanceTests
{
    [Fact]
    public void Vectors_of_the_specification_pass()
    {
        using var suite = new ConformanceSuite("cel", "cel");
        foreach (var vector in Vectors.Files("cel", "*.json").SelectMany(CelVector.Read))
        {
            if (vector.NeedsProtobuf) suite.LeaveOut($"{vector.Suite}: protobuf messages");
            else suite.Check(vector.Id, "the outcome of the vector", () => Fault(vector) is { } fault ? $"{vector.Expression}: {fault}" : "the outcome of the vector");
        }

        suite.Finish();
    }

    private static string? Fault(CelVector vector)
    {
        var environment = vector.Environment();
        var origin = new Locator(vector.Id, Line: 1, Column: 1);
        var compiled = vector.IsUnchecked ? CelProgram.CompileUnchecked(vector.Expression, environment, origin) : CelProgram.Compile(vector.Expression, environment, origin);
        if (!compiled.TryGet(out var program)) return "does not compile: " + compiled.Defects[0];
        if (!vector.IsUnchecked && vector.DeducedType is { } type && !IsBlock(vector, type) && !CelTypeReader.Parse(type).Equals(program.ResultType)) return $"type {program.ResultType}, expected {type}";
        if (!vector.IsCheckOnly && vector.Errors is null && vector.Expected is null) return "the vector states no outcome that is known";
        if (vector.IsCheckOnly) return vector.DeducedType is null ? "nothing to check" : null;
        var bindings = new CelBindings(environment);
        foreach (var (name, value) in vector.Bindings()) bindings[name] = value;
        var result = program.Evaluate(bindings);
        var explained = program.Explain(bindings).Result;
        if (explained.GetType() != result.GetType()) return $"explained as {explained}, evaluated to {result}";
        return vector.Errors is { } errors ? FaultOfError(errors, result) : FaultOfValue(vector.Expected!.Value, result);
    }

    /// <summary>The reference checker takes the slots of a block for dyn; here they keep their types.</summary>
    private static bool IsBlock(CelVector vector, string type) => vector.Suite == "block_ext" && type == "dyn";

    private static string? FaultOfError(string[] expected, CelResult result)
    {
        var kinds = expected.Select(CelErrorTable.KindOf).ToList();
        return result is CelResult.Error error && kinds.Contains(error.Kind) ? null : $"expected an error of kind {string.Join(" or ", kinds)}, got {result}";
    }

    private static string? FaultOfValue(CelValue expected, CelResult result) =>
        result is CelResult.Value value && Same(value.Content, expected) ? null : $"expected {expected}, got {result}";

    /// <summary>Same kind and same content: stricter than CEL's own equality, which lets 1 equal 1.0.</summary>
    private static bool Same(CelValue left, CelValue right)
    {
        if (left.Kind != right.Kind) return false;
        switch (left.Kind)
        {
            case CelKind.Double:
                return left.AsDouble.Equals(right.AsDouble);
            case CelKind.List:
                return left.AsList.Rest is null && left.AsList.Count == right.AsList.Count && left.AsList.Items.ToArray().Zip(right.AsList.Items.ToArray(), Same).All(same => same);
            case CelKind.Map:
                return left.AsMap.Count == right.AsMap.Count && left.AsMap.Entries.ToArray().All(entry => right.AsMap.TryGet(entry.Key, out var other) && Same(entry.Value, other));
            case CelKind.Type:
                return left.ToString() == right.ToString();
            default:
                return CelEquality.Equal(left, right).IsTrue;
        }
    }
}
