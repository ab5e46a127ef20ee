using System.Collections.Immutable;

namespace Compliance.Policy.Cel;

/// <summary>What an evaluation came to.</summary>
public abstract record CelResult
{
    private CelResult()
    {
    }

    /// <summary>Units of work that the evaluation was charged; the same for the same program and bindings.</summary>
    public long Cost { get; init; }

    /// <summary>A value of the language; a list among it may be incomplete.</summary>
    public sealed record Value(CelValue Content) : CelResult;

    /// <param name="Position">UTF-16 offset in the expression; -1 when the error has no place.</param>
    public sealed record Error(CelErrorKind Kind, string Message, int Position) : CelResult;

    /// <param name="Causes">Ids of what would have to be known, sorted.</param>
    public sealed record Unknown(ImmutableArray<string> Causes) : CelResult;

    internal static CelResult Of(CelValue value, long cost) => value.Kind switch
    {
        CelKind.Unknown => new Unknown(value.AsUnknown.Causes) { Cost = cost },
        CelKind.Error => new Error(value.AsError.Cause, value.AsError.Message, value.AsError.Position) { Cost = cost },
        _ => new Value(value) { Cost = cost },
    };
}
