using System.Collections.Immutable;

namespace Compliance.Formats.Reading;

/// <summary>
/// What became of reading something that a stranger made: a value with the defects that were tolerated, or no value with the defects that
/// forbade one. All defects found are reported, not the first.
/// </summary>
public abstract record Reading<T>
{
    private Reading()
    {
    }

    public abstract ImmutableArray<Defect> Defects { get; }

    /// <summary>True with the value when accepted; false leaves <paramref name="value"/> at its default.</summary>
    public abstract bool TryGet([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value);

    /// <summary>The value, for callers that have already made sure of it (tests, own embedded data).</summary>
    /// <exception cref="InvalidOperationException">The reading was rejected.</exception>
    public T Required() => TryGet(out var value)
        ? value
        : throw new InvalidOperationException(string.Join("; ", Defects));

    public Reading<TOut> Select<TOut>(Func<T, TOut> map) => this switch
    {
        Accepted accepted => new Reading<TOut>.Accepted(map(accepted.Value), accepted.Defects),
        _ => new Reading<TOut>.Rejected(Defects),
    };

    public sealed record Accepted(T Value, ImmutableArray<Defect> Tolerated) : Reading<T>
    {
        public override ImmutableArray<Defect> Defects => Tolerated;

        public override bool TryGet([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value)
        {
            value = Value;
            return true;
        }
    }

    public sealed record Rejected(ImmutableArray<Defect> Causes) : Reading<T>
    {
        public override ImmutableArray<Defect> Defects => Causes;

        public override bool TryGet([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value)
        {
            value = default;
            return false;
        }
    }
}
