using System.Collections.Immutable;

namespace Compliance.Policy.Facts.Schema;

/// <summary>What policies see of one fact kind.</summary>
public sealed class FactKindSchema
{
    private readonly ImmutableDictionary<string, int> ordinals;

    internal FactKindSchema(FactKind kind, string typeName, string variable, string word, string documentation, ImmutableArray<FactField> fields)
    {
        (Kind, TypeName, Variable, Word, Documentation, Fields) = (kind, typeName, variable, word, documentation, fields);
        ordinals = fields.Select((field, index) => (field.Name, index)).ToImmutableDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
    }

    public FactKind Kind { get; }

    /// <summary>Name of the type in messages, for example <c>CryptoModule</c>.</summary>
    public string TypeName { get; }

    /// <summary>Top-level variable of expressions: the list (<c>cryptoModules</c>), or the value where there is one for each image.</summary>
    public string Variable { get; }

    /// <summary>One such fact in a word: subject of policies, kind in packages, head of fact ids (<c>module</c>).</summary>
    public string Word { get; }

    /// <summary>
    /// The variable that a policy with this subject binds to each item: the word itself, but <c>pkg</c> for packages, since CEL reserves the word. For
    /// provenance it hides the list of the same name; for single kinds it is <see cref="Variable"/>.
    /// </summary>
    public string Item => Kind == FactKind.Package ? "pkg" : Word;

    public string Documentation { get; }

    public ImmutableArray<FactField> Fields { get; }

    /// <summary>One value for each image instead of a list.</summary>
    public bool IsSingle => Kind is FactKind.Image or FactKind.Hardening or FactKind.Files;

    /// <summary>Position of a field in <see cref="Fields"/>; -1 when there is none of that name.</summary>
    public int OrdinalOf(string field) => ordinals.GetValueOrDefault(field, -1);
}
