using Compliance.Formats.Reading;
using Compliance.Policy.Cel.Checking;
using Compliance.Policy.Cel.Compiling;
using Compliance.Policy.Cel.Syntax;

namespace Compliance.Policy.Cel;

/// <summary>
/// A checked and compiled expression. Immutable: evaluate it over as many bindings as you like, on as many threads.
/// Evaluation is deterministic: the same bindings give the same result and cost.
/// </summary>
public sealed class CelProgram
{
    private readonly SourceText source;
    private readonly CheckedTree tree;
    private readonly Step step;
    private readonly int nodes;
    private readonly int straightCost;
    private Step? traced;

    private CelProgram(SourceText source, CheckedTree tree, Step step, int nodes, CelEnvironment environment, long estimatedCost)
    {
        (this.source, this.tree, this.step, this.nodes, Environment, EstimatedCost) = (source, tree, step, nodes, environment, estimatedCost);
        straightCost = Costs.Straight(tree.Root);
    }

    public string Text => source.Text;

    public CelEnvironment Environment { get; }

    /// <summary>The static type of the result.</summary>
    public CelType ResultType => tree.TypeOf(tree.Root);

    /// <summary>What it would cost at most if lists and strings had the sizes that <see cref="CelLimits"/> assumes.</summary>
    public long EstimatedCost { get; }

    /// <summary>Attributes that the expression names, <c>packages[].supplier</c>, sorted; what an evaluation really reads is in <see cref="Explain"/>.</summary>
    public IReadOnlyList<string> Attributes => [.. AttributePaths.Of(tree)];

    /// <summary>
    /// Parses, checks and compiles. Rejected with every fault that checking finds, or the first of syntax; each message ends with the line and a caret.
    /// </summary>
    /// <param name="origin">Where the text starts: defects count lines and columns from there.</param>
    public static Reading<CelProgram> Compile(string text, CelEnvironment environment, Locator origin, CelLimits? limits = null) =>
        Compile(text, environment, origin, limits ?? CelLimits.Default, isChecked: true);

    /// <summary>Without checking types: what is not declared or does not fit fails when it is evaluated.</summary>
    internal static Reading<CelProgram> CompileUnchecked(string text, CelEnvironment environment, Locator origin) =>
        Compile(text, environment, origin, CelLimits.Default, isChecked: false);

    /// <exception cref="ArgumentException">The bindings are of another environment.</exception>
    /// <param name="costLimit">Evaluation ends with an error of kind cost-limit when it would cost more.</param>
    public CelResult Evaluate(CelBindings bindings, long costLimit = 10_000_000) => Run(step, bindings, costLimit, null);

    /// <summary>Evaluates and keeps what every node came to. Slower; for people.</summary>
    public CelExplanation Explain(CelBindings bindings, long costLimit = 10_000_000)
    {
        traced ??= Compiler.Compile(tree, source, isTraced: true);
        var trace = new Trace(nodes);
        var result = Run(traced, bindings, costLimit, trace);
        return CelExplanation.Of(tree.Root, source.Text, trace, result);
    }

    private static Reading<CelProgram> Compile(string text, CelEnvironment environment, Locator origin, CelLimits limits, bool isChecked)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(environment);
        var written = new SourceText(text, origin, limits);
        var root = Parser.Parse(written, out var nodes);
        if (root is null) return Readings.Reject<CelProgram>(written.Defects);
        var resolved = Checker.Check(written, root, nodes, environment, isChecked);
        if (written.HasDefects) return Readings.Reject<CelProgram>(written.Defects);
        var entry = Compiler.Compile(resolved, written, isTraced: false);
        var cost = Costs.Estimate(root, resolved, limits);
        if (cost > limits.MaxEstimatedCost) written.Report(CelDiagnostics.TooCostly, root.Caret, $"the estimated cost is {cost}, the limit is {limits.MaxEstimatedCost}");
        return written.HasDefects ? Readings.Reject<CelProgram>(written.Defects) : Readings.Accept(new CelProgram(written, resolved, entry, nodes, environment, cost));
    }

    private CelResult Run(Step entry, CelBindings bindings, long costLimit, Trace? trace)
    {
        ArgumentNullException.ThrowIfNull(bindings);
        if (!ReferenceEquals(bindings.Environment, Environment)) throw new ArgumentException("the bindings are of another environment", nameof(bindings));
        var frame = new Frame(bindings.Slots, tree.LocalCount, costLimit) { Trace = trace };
        try
        {
            frame.Charge(straightCost);
            return CelResult.Of(entry(frame), frame.Cost);
        }
        catch (CostExceededException exceeded)
        {
            return new CelResult.Error(CelErrorKind.CostLimit, exceeded.Message, -1) { Cost = frame.Cost };
        }
    }
}
