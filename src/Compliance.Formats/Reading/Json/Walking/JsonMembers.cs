using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Compliance.Formats.Reading.Json.Walking;

/// <summary>
/// The members that a reader knows of objects of one kind, found in one pass over each object instead of one pass for each name. One object at a time:
/// <see cref="Take"/> forgets the object before. Not safe for several threads.
/// </summary>
internal sealed class JsonMembers(params string[] names)
{
    // An object with more members than this is read all the same, only slower.
    private const int Guesses = 64;

    private readonly byte[][] known = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
    private readonly JsonValue[] values = new JsonValue[names.Length];

    // What stood at this position of the object before: documents write the members of all objects of a kind in the same order.
    private readonly int[] guesses = new int[Guesses];

    /// <summary>A member by the place of its name in the list; of kind Missing when the object has none.</summary>
    public JsonValue this[int index] => values[index];

    /// <param name="tree">The document of the element; null when there is none.</param>
    /// <param name="map">An object; everything else has no members.</param>
    internal void Take(JsonTree? tree, JsonElement map)
    {
        Array.Clear(values);
        if (tree is null || map.ValueKind != JsonValueKind.Object) return;
        var position = 0;
        foreach (var property in map.EnumerateObject())
        {
            var index = IndexOf(property, position++ & (Guesses - 1));
            if (index >= 0) values[index] = new JsonValue(tree, property.Value);
        }
    }

    private int IndexOf(JsonProperty property, int position)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(property);
        var guess = guesses[position];
        if (known[guess].AsSpan().SequenceEqual(name)) return guess;
        if (name.Contains((byte)'\\')) name = Encoding.UTF8.GetBytes(property.Name);
        for (var index = 0; index < known.Length; index++)
        {
            if (!known[index].AsSpan().SequenceEqual(name)) continue;
            guesses[position] = index;
            return index;
        }

        return -1;
    }
}
