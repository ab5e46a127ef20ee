namespace Compliance.Policy.Cel;

/// <summary>An optional value of CEL's optional types.</summary>
internal sealed class CelOptional(CelValue content, bool hasValue) : CelObject(CelKind.Optional)
{
    public static readonly CelOptional None = new(default, hasValue: false);

    public readonly bool HasValue = hasValue;

    /// <summary>Unknown when there is none.</summary>
    public readonly CelValue Content = content;
}
