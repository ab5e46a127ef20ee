namespace Compliance.Policy.Results;

/// <summary>Words of deviation states.</summary>
public static class DeviationStates
{
    /// <summary><c>missing</c>, <c>not accepted</c> or <c>recorded</c>.</summary>
    public static string ToWords(this DeviationState state) => state switch
    {
        DeviationState.Missing => "missing",
        DeviationState.NotAccepted => "not accepted",
        DeviationState.Recorded => "recorded",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
