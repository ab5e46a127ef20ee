namespace Compliance.Policy.Cel;

/// <summary>What a <see cref="CelValue"/> that is not a plain number points to. Immutable.</summary>
public abstract class CelObject
{
    private protected CelObject(CelKind kind) => Kind = kind;

    public CelKind Kind { get; }
}
