namespace Compliance.Policy.Results;

/// <summary>Words of objective states.</summary>
public static class ObjectiveStates
{
    /// <summary><c>not evidenced</c>, <c>contradicted</c> or <c>supported</c>; never <c>satisfied</c>.</summary>
    public static string ToWords(this ObjectiveState state) => state switch
    {
        ObjectiveState.NotEvidenced => "not evidenced",
        ObjectiveState.Contradicted => "contradicted",
        ObjectiveState.Supported => "supported",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
