using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Compliance.Policy.Cel;

/// <summary>
/// A closed record type: a field that it does not list can't be read, and naming one is an error when the expression is compiled.
/// Values hold their fields in the order given here.
/// </summary>
public sealed class CelStructType
{
    private readonly FrozenDictionary<string, int> slots;

    /// <exception cref="ArgumentException">Two fields have the same name.</exception>
    public CelStructType(string name, ImmutableArray<CelField> fields)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Fields = fields;
        slots = fields.Select((field, slot) => KeyValuePair.Create(field.Name, slot)).ToDictionary(StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);
        Type = CelType.Struct(this);
    }

    public string Name { get; }

    public ImmutableArray<CelField> Fields { get; }

    /// <summary>This struct as a type of expressions.</summary>
    public CelType Type { get; }

    /// <summary>The slot of a field, or -1.</summary>
    public int SlotOf(string field) => slots.GetValueOrDefault(field, -1);

    public override string ToString() => Name;
}
