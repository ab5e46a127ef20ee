using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Compliance.Formats.Reading.Json.Walking;

namespace Compliance.Formats.Reading.Json;

/// <summary>
/// One value of a document read by <see cref="StrictJson"/>: a view of a few words, without a copy of the text. Asking for a member that is
/// not there, or a member of something that isn't an object, gives a value of kind <see cref="JsonKind.Missing"/>, so that paths can be
/// followed without checks. Never throws for what the document holds. Immutable and safe for several threads.
/// </summary>
public readonly struct JsonValue
{
    private readonly JsonTree? tree;
    private readonly JsonElement element;

    internal JsonValue(JsonTree tree, JsonElement element) => (this.tree, this.element) = (tree, element);

    public JsonKind Kind => tree is null ? JsonKind.Missing : element.ValueKind switch
    {
        JsonValueKind.Object => JsonKind.Map,
        JsonValueKind.Array => JsonKind.List,
        JsonValueKind.String => JsonKind.Text,
        JsonValueKind.Number => JsonKind.Number,
        JsonValueKind.True or JsonValueKind.False => JsonKind.Boolean,
        _ => JsonKind.Null,
    };

    /// <summary>Present and not <c>null</c>.</summary>
    public bool HasValue => Kind > JsonKind.Null;

    public bool IsMap => Kind == JsonKind.Map;

    public bool IsList => Kind == JsonKind.List;

    /// <summary>The member of an object; of kind Missing when there is none.</summary>
    public JsonValue this[string name] =>
        IsMap && element.TryGetProperty(name, out var found) ? new JsonValue(tree!, found) : default;

    /// <summary>Members of an object in the document's order; none for everything else.</summary>
    public IEnumerable<JsonMember> Members
    {
        get
        {
            if (!IsMap) yield break;
            foreach (var property in element.EnumerateObject()) yield return new JsonMember(property.Name, new JsonValue(tree!, property.Value));
        }
    }

    /// <summary>Items of an array in order; none for everything else.</summary>
    public IEnumerable<JsonValue> Items
    {
        get
        {
            if (!IsList) yield break;
            foreach (var item in element.EnumerateArray()) yield return new JsonValue(tree!, item);
        }
    }

    /// <summary>The same as <see cref="Items"/>, for <c>foreach</c> only.</summary>
    internal JsonItems EachItem => new(tree, element);

    /// <summary>Items of an array or members of an object; 0 for everything else.</summary>
    public int Count => Kind switch
    {
        JsonKind.List => element.GetArrayLength(),
        JsonKind.Map => element.GetPropertyCount(),
        _ => 0,
    };

    /// <summary>The text of a string without escapes; null for everything else. Decoded anew each time.</summary>
    public string? AsText => Kind == JsonKind.Text ? element.GetString() : null;

    /// <summary>A number as written, digit by digit; null for everything else.</summary>
    public string? NumberText => Kind == JsonKind.Number ? element.GetRawText() : null;

    /// <summary>A number without fraction or exponent that fits; null for everything else.</summary>
    public long? AsInt64 => Kind == JsonKind.Number
        && long.TryParse(element.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public bool? AsBoolean => Kind == JsonKind.Boolean ? element.GetBoolean() : null;

    /// <summary>The bytes of the value as they stand in the document, with quotes and white space inside; empty when missing.</summary>
    public ReadOnlyMemory<byte> Raw
    {
        get
        {
            if (tree is null) return default;
            var raw = JsonMarshal.GetRawUtf8Value(element);
            return tree.Bytes.Slice(tree.OffsetOf(raw), raw.Length);
        }
    }

    /// <summary>The same as <see cref="Raw"/>, as long as the value is at hand.</summary>
    internal ReadOnlySpan<byte> RawSpan => tree is null ? default : JsonMarshal.GetRawUtf8Value(element);

    /// <summary>Byte offset of the value's first byte in the document as handed in; 0 when missing.</summary>
    public int Offset => tree is null ? 0 : tree.OffsetOf(JsonMarshal.GetRawUtf8Value(element));

    /// <summary>Name of the document that it stands in; empty when missing.</summary>
    public string Document => tree?.Document ?? "";

    /// <summary>Bytes of the document that it stands in; 0 when missing.</summary>
    internal int DocumentBytes => tree?.Bytes.Length ?? 0;

    /// <summary>JSON Pointer (RFC 6901) of the value; empty for the root and when missing.</summary>
    public string Pointer => tree is null || Offset == tree.Root.Offset ? "" : tree.Places.PointerAt(Offset);

    /// <summary>Document, offset, line, column and pointer. The first one asked of a document costs one pass over it, later ones are looked up.</summary>
    public Locator Locator => tree is null ? new Locator("") : tree.Places.LocatorAt(tree.Document, Offset);

    /// <summary>Whether a string equals <paramref name="text"/>, without decoding it into a new string.</summary>
    public bool TextEquals(string text) => Kind == JsonKind.Text && element.ValueEquals(text);

    /// <summary>Hands the members of an object, none of everything else, to what knows them.</summary>
    internal void TakeInto(JsonMembers members) => members.Take(tree, element);

    /// <summary>Whether two values say the same: members in any order, numbers by their value.</summary>
    internal static bool AreEqual(JsonValue one, JsonValue other) =>
        one.tree is not null && other.tree is not null ? JsonElement.DeepEquals(one.element, other.element) : one.Kind == other.Kind;

    public override string ToString() => tree is null ? "(missing)" : element.GetRawText();
}
