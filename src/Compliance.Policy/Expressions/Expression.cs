using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Cel;

namespace Compliance.Policy.Expressions;

/// <summary>A compiled expression of a policy with the names that it looks at.</summary>
internal sealed class Expression
{
    /// <summary>Units that one evaluation may cost; the same everywhere, so that verdicts don't depend on the machine.</summary>
    public const long CostLimit = 100_000_000;

    private readonly CelProgram program;

    private Expression(string text, CelProgram program)
    {
        (Text, this.program) = (text, program);
        Attributes = [.. program.Attributes];
        Variables = [.. Attributes.Select(VariableOf).Distinct(StringComparer.Ordinal)];
    }

    public string Text { get; }

    /// <summary>The variables that it names, as far as they are selected: <c>module.activation</c>, <c>signatures[].outcome</c>; ordinal order.</summary>
    public ImmutableArray<string> Attributes { get; }

    public ImmutableArray<string> Variables { get; }

    /// <summary>Null, with defects, when it does not compile or gives another type than <paramref name="expected"/>.</summary>
    public static Expression? Compile(string text, Locator place, CelEnvironment environment, CelType? expected, DefectCollector defects)
    {
        var compiled = CelProgram.Compile(text, environment, place, CelLimits.Default);
        if (!compiled.TryGet(out var program))
        {
            defects.AddRange(compiled.Defects);
            return null;
        }

        if (expected is not null && !program.ResultType.Equals(expected))
        {
            defects.Add(PolicyDiagnostics.ResultType, place, $"this gives {program.ResultType}, and {expected} is needed here");
            return null;
        }

        return new Expression(text, program);
    }

    /// <summary>The variable at the head of an attribute's path.</summary>
    public static string VariableOf(string attribute) => attribute.AsSpan().IndexOfAny('.', '[') is >= 0 and var end ? attribute[..end] : attribute;

    public CelResult Evaluate(CelBindings bindings) => program.Evaluate(bindings, CostLimit);

    public CelExplanation Explain(CelBindings bindings) => program.Explain(bindings, CostLimit);
}
