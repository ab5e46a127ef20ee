namespace Compliance.Policy.Cel;

/// <summary>Marks a <see cref="CelValue"/> whose content is its 64 bits.</summary>
internal sealed class CelScalar : CelObject
{
    public static readonly CelScalar Null = new(CelKind.Null);
    public static readonly CelScalar Bool = new(CelKind.Bool);
    public static readonly CelScalar Int = new(CelKind.Int);
    public static readonly CelScalar Uint = new(CelKind.Uint);
    public static readonly CelScalar Double = new(CelKind.Double);

    private CelScalar(CelKind kind)
        : base(kind)
    {
    }
}
