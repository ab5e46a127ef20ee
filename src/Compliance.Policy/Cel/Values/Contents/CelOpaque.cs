namespace Compliance.Policy.Cel;

/// <summary>A value of an opaque type: only its library's functions see inside.</summary>
internal abstract class CelOpaque(CelType type) : CelObject(CelKind.Opaque)
{
    public readonly CelType Type = type;

    public abstract bool SameAs(CelOpaque other);
}
