using Compliance.Conformance.Tests.Cel;
using Compliance.Formats.Reading;
using Compliance.Policy.Cel;
using Compliance.Tests;

namespace Compliance.Conformance.Tests;

/// <summary>
/// The vectors of the CEL specification. Those that need protobuf messages are out of scope by their own mark and counted; every other one must
/// pass: value, kind of error, and the type that the reference checker deduces.
/// </summary>
public sealed class CelConformanceTests(ITestOutputHelper output)
{
    public static TheoryData<string> Suites => Vectors.Root is null
        ? ["(vectors are absent)"]
        : [.. Directory.EnumerateFiles(Path.Combine(Vectors.Root, "cel"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Suites))]
    public void Vectors_of_the_specification_pass(string suite)
    {
        Assert.SkipWhen(Vectors.Root is null, "vectors are absent");
        var vectors = CelVector.Read(Path.Combine(Vectors.Root!, "cel", suite + ".json")).ToList();
        var inScope = vectors.Where(vector => !vector.NeedsProtobuf).ToList();
        var failures = inScope.Select(vector => (vector.Id, vector.Expression, Fault: Fault(vector))).Where(row => row.Fault is not null).ToList();
        output.WriteLine($"{suite}: {inScope.Count - failures.Count} of {inScope.Count} pass, {inScope.Count(vector => vector.IsCheckOnly)} of them check types only; {vectors.Count - inScope.Count} need protobuf messages and are out of scope");
        Assert.True(failures.Count == 0, string.Join("\n", failures.Select(row => $"{row.Id}: {row.Expression}: {row.Fault}")));
    }

    [Fact]
    public void Every_vector_is_counted_once()
    {
        Assert.SkipWhen(Vectors.Root is null, "vectors are absent");
        var vectors = Directory.EnumerateFiles(Path.Combine(Vectors.Root!, "cel"), "*.json").SelectMany(CelVector.Read).ToList();
        Assert.Equal(1_225, vectors.Count);
        Assert.Equal(870, vectors.Count(vector => !vector.NeedsProtobuf));
        Assert.Equal(863, vectors.Count(vector => vector is { NeedsProtobuf: false, IsCheckOnly: false }));
    }

    private static string? Fault(CelVector vector)
    {
        var environment = vector.Environment();
        var origin = new Locator(vector.Id, Line: 1, Column: 1);
        var compiled = vector.IsUnchecked ? CelProgram.CompileUnchecked(vector.Expression, environment, origin) : CelProgram.Compile(vector.Expression, environment, origin);
        if (!compiled.TryGet(out var program)) return "does not compile: " + compiled.Defects[0];
        if (!vector.IsUnchecked && vector.DeducedType is { } type && !IsBlock(vector, type) && !CelTypeReader.Parse(type).Equals(program.ResultType)) return $"type {program.ResultType}, expected {type}";
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
