namespace Compliance.Formats.Packages.Dpkg;

/// <summary>One paragraph of a deb822 file while it is read: names without regard to case, continuation lines kept under their field.</summary>
internal sealed class ControlParagraph
{
    private readonly Dictionary<string, List<string>> fields = new(StringComparer.OrdinalIgnoreCase);
    private List<string>? current;

    /// <summary>Line where it begins; 0 when nothing was read.</summary>
    public int Line { get; private set; }

    public bool IsEmpty => Line == 0;

    /// <summary>The first line of a field, trimmed; empty when absent.</summary>
    public string this[string name] => fields.TryGetValue(name, out var lines) ? lines[0] : "";

    public bool Has(string name) => fields.ContainsKey(name);

    /// <summary>The lines after the first one, trimmed.</summary>
    public IEnumerable<string> Continuation(string name) => fields.TryGetValue(name, out var lines) ? lines.Skip(1) : [];

    /// <summary>Comma separated entries over all lines.</summary>
    public IEnumerable<string> Entries(string name) =>
        fields.TryGetValue(name, out var lines)
            ? string.Join(' ', lines).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [];

    public void Begin(int line) => Line = line;

    public void Clear()
    {
        fields.Clear();
        (current, Line) = (null, 0);
    }

    /// <returns>False when the field is there already; the first one stays.</returns>
    public bool Add(string name, string value)
    {
        current = [value];
        return fields.TryAdd(name, current);
    }

    /// <returns>False when no field is open.</returns>
    public bool Continue(string line)
    {
        current?.Add(line);
        return current is not null;
    }
}
