namespace Compliance.Policy.Cel;

/// <summary>A value of a <see cref="CelStructType"/>: one slot a field, in the order of the type. A slot may be unknown.</summary>
public sealed class CelStruct : CelObject
{
    private readonly CelValue[] slots;

    /// <param name="slots">Taken, not copied; a slot left at its default is unknown.</param>
    /// <exception cref="ArgumentException">The number of slots is not the number of fields.</exception>
    public CelStruct(CelStructType type, CelValue[] slots)
        : base(CelKind.Struct)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(slots);
        if (slots.Length != type.Fields.Length) throw new ArgumentException($"{type.Name} has {type.Fields.Length} fields, got {slots.Length}", nameof(slots));
        Type = type;
        this.slots = slots;
    }

    public CelStructType Type { get; }

    public ReadOnlySpan<CelValue> Slots => slots;

    public CelValue this[int slot] => slots[slot];
}
