using System.Text.Json;

namespace Compliance.Formats.Reading.Json.Walking;

/// <summary>Items of an array in order, none of everything else: for <c>foreach</c> over many small arrays, without an object for each.</summary>
internal readonly struct JsonItems(JsonTree? tree, JsonElement list)
{
    public Enumerator GetEnumerator() => new(tree, list);

    internal struct Enumerator
    {
        private readonly JsonTree? tree;
        private JsonElement.ArrayEnumerator items;

        public Enumerator(JsonTree? tree, JsonElement list)
        {
            this.tree = tree;
            items = tree is not null && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;
        }

        public readonly JsonValue Current => new(tree!, items.Current);

        public bool MoveNext() => tree is not null && items.MoveNext();
    }
}
