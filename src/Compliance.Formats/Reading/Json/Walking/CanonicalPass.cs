using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace Compliance.Formats.Reading.Json.Walking;

/// <summary>
/// One pass over the bytes of a document, without a tree, where the document needs none of <see cref="StrictJson"/>'s care because of how it is written: the names of each
/// object in ascending order of their bytes, as RFC 8785 orders them, so that none stands twice; no escape in a name and none by number in a text; too short to break a
/// limit on counts or lengths. Whatever is otherwise is refused, and says nothing against the document: <see cref="StrictJson"/> decides about it.
/// </summary>
internal ref struct CanonicalPass
{
    private readonly ReadOnlySpan<byte> bytes;

    // Start and length of the last name at each depth; a length below zero where there is none yet.
    private readonly Span<int> names;
    private readonly List<string> texts = [];
    private Utf8JsonReader reader;

    /// <param name="names">As many as <see cref="Room"/> says.</param>
    public CanonicalPass(ReadOnlySpan<byte> bytes, Limits limits, Span<int> names)
    {
        this.bytes = bytes;
        this.names = names;
        reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = limits.MaxDepth });
    }

    /// <summary>Something was otherwise than the reader can do with; nothing more is read.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Whether a pass may be tried at all.</summary>
    public static bool Suits(ReadOnlySpan<byte> bytes, Limits limits) =>
        bytes.Length <= Math.Min(limits.MaxDocumentBytes, Math.Min(limits.MaxStringLength, limits.MaxItems)) && limits.MaxDepth <= 256 && Utf8.IsValid(bytes);

    public static int Room(Limits limits) => 2 * (limits.MaxDepth + 2);

    public void Refuse() => IsRefused = true;

    /// <summary>Whether the document ends here.</summary>
    /// <exception cref="JsonException">It goes on, and not as JSON does.</exception>
    public bool Ends() => !Next() && !IsRefused;

    /// <summary>Goes to the value of an object; refuses another one.</summary>
    /// <exception cref="JsonException">It is no JSON; so for every method that goes on.</exception>
    public void EnterObject() => Enter(JsonTokenType.StartObject);

    /// <summary>Goes to the value of an array; refuses another one.</summary>
    public void EnterArray() => Enter(JsonTokenType.StartArray);

    /// <summary>Goes to the next name of the object, or to its end: false.</summary>
    public bool NextName() => Next() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Goes to the next item of an array of objects, or to its end: false. Refuses other items.</summary>
    public bool NextObject() => NextItem(JsonTokenType.StartObject);

    public readonly bool NameIs(ReadOnlySpan<byte> name) => reader.ValueSpan.SequenceEqual(name);

    /// <summary>Goes to a value that is a text; refuses another one.</summary>
    public string Text()
    {
        Enter(JsonTokenType.String);
        return IsRefused ? "" : reader.GetString()!;
    }

    /// <summary>Goes to a value that is a list of texts, and to its end; refuses another one.</summary>
    public ImmutableArray<string> Texts()
    {
        texts.Clear();
        EnterArray();
        while (NextItem(JsonTokenType.String)) texts.Add(reader.GetString()!);
        return [.. texts];
    }

    /// <summary>Goes to a value that is a time in UTC as nearly everybody writes it, with <c>Z</c> and at most seven digits of a second; refuses another one.</summary>
    public DateTimeOffset? Time()
    {
        Enter(JsonTokenType.String);
        if (!IsRefused && reader.ValueSpan is [.., (byte)'Z'] and { Length: <= 28 } && reader.TryGetDateTimeOffset(out var time)) return time;
        IsRefused = true;
        return null;
    }

    /// <summary>Goes to the end of a value, whatever it is.</summary>
    public void Skip()
    {
        if (!Next()) return;
        var depth = reader.CurrentDepth;
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return;
        while (Next() && reader.CurrentDepth > depth)
        {
        }
    }

    private void Enter(JsonTokenType kind)
    {
        if (!Next() || reader.TokenType != kind) IsRefused = true;
    }

    private bool NextItem(JsonTokenType kind)
    {
        if (!Next() || reader.TokenType == JsonTokenType.EndArray) return false;
        IsRefused = reader.TokenType != kind;
        return !IsRefused;
    }

    private bool Next()
    {
        if (IsRefused || !reader.Read()) return false;
        if (reader.TokenType == JsonTokenType.StartObject) names[(2 * (reader.CurrentDepth + 1)) + 1] = -1;
        else if (reader.TokenType == JsonTokenType.PropertyName) IsRefused = reader.ValueIsEscaped || !IsAfterLast();
        else if (reader is { TokenType: JsonTokenType.String, ValueIsEscaped: true }) IsRefused = reader.ValueSpan.IndexOf("\\u"u8) >= 0;
        return !IsRefused;
    }

    private readonly bool IsAfterLast()
    {
        var last = names.Slice(2 * reader.CurrentDepth, 2);
        var isAfter = last[1] < 0 || bytes.Slice(last[0], last[1]).SequenceCompareTo(reader.ValueSpan) < 0;
        (last[0], last[1]) = ((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        return isAfter;
    }
}
