using System.Runtime.CompilerServices;

namespace Compliance.Policy.Cel.Compiling;

/// <summary>The state of one evaluation.</summary>
internal sealed class Frame(CelValue[] variables, int locals, long costLimit)
{
    private const int LongText = 256;

    public readonly CelValue[] Variables = variables;

    /// <summary>Comprehension and bind variables, by the slot that compiling gave them.</summary>
    public readonly CelValue[] Locals = locals == 0 ? [] : new CelValue[locals];

    public Trace? Trace { get; init; }

    public long Cost { get; private set; }

    /// <summary>The last pattern that was made from a value, since loops use one.</summary>
    public (string Source, Functions.Pattern Pattern)? LastPattern { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(long units)
    {
        Cost += units;
        if (Cost > costLimit || Cost < 0) Exceeded();
    }

    /// <summary>Charges for looking through a long text; short ones are part of their node's unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Weigh(in CelValue value)
    {
        if (value.Object is CelString { Text.Length: > LongText } text) Charge(text.Text.Length / 10);
        else if (value.Object is CelBytes { Content.Length: > LongText } bytes) Charge(bytes.Content.Length / 10);
    }

    private void Exceeded()
    {
        Cost = costLimit;
        throw new CostExceededException($"the evaluation costs more than {costLimit}");
    }
}
