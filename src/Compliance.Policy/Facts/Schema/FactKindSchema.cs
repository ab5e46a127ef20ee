using System.Collections.Immutable;

namespace Compliance.Policy.Facts.Schema;

/// <summary>What policies see of one fact kind.</summary>
public sealed class FactKindSchema
{
    private readonly ImmutableDictionary<string, int> ordinals;

    internal FactKindSchema(FactKind kind, string typeName, string variable, string item, string documentation, ImmutableArray<FactField> fields)
    {
        (Kind, TypeName, Variable, Item, Documentation, Fields) = (kind, typeName, variable, item, documentation, fields);
        ordinals = fields.Select((field, index) => (field.Name, index)).ToImmutableDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
    }

    public FactKind Kind { get; }

    /// <summary>Name of the type in messages, for example <c>CryptoModule</c>.</summary>
    public string TypeName { get; }

    /// <summary>Top-level variable of expressions: the list (<c>cryptoModules</c>), or the value where there is one for each image.</summary>
    public string Variable { get; }

    /// <summary>
    /// Subject word of policies, and the variable that a policy with this subject binds to each item (<c>module</c>). For provenance it hides the
    /// list of the same name; for single kinds it is <see cref="Variable"/> itself.
    /// </summary>
    public string Item { get; }

    public string Documentation { get; }

    public ImmutableArray<FactField> Fields { get; }

    /// <summary>One value for each image instead of a list.</summary>
    public bool IsSingle => Kind is FactKind.Image or FactKind.Hardening;

    /// <summary>Position of a field in <see cref="Fields"/>; -1 when there is none of that name.</summary>
    public int OrdinalOf(string field) => ordinals.GetValueOrDefault(field, -1);
}
