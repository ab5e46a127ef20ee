using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.OpenSsl.Configuration;

/// <summary>The settings of one loading, with OpenSSL's rules of replacement and lookup.</summary>
internal sealed class ConfigurationSettings(IReadOnlyDictionary<string, string> environment)
{
    private readonly Dictionary<(string Section, string Name), (long Order, ConfigurationEntry Entry)> entries = [];
    private readonly SortedSet<string> sections = new(StringComparer.Ordinal) { OpenSslConfiguration.DefaultSection };
    private Dictionary<(string Section, string Name), (string Document, string Value)>? folder;
    private readonly SortedSet<string> conflicts = new(StringComparer.Ordinal);
    private long order;

    public int Count => entries.Count;

    public void Open(string section) => sections.Add(section);

    public void Set(ConfigurationEntry entry)
    {
        sections.Add(entry.Section);
        var key = (entry.Section, entry.Name);
        if (folder is not null)
        {
            if (folder.TryGetValue(key, out var other) && other.Document != entry.Locator.Document && other.Value != entry.Value) conflicts.Add($"{entry.Section}::{entry.Name}");
            folder[key] = (entry.Locator.Document, entry.Value);
        }

        entries[key] = (++order, entry);
    }

    public void BeginFolder() => folder = [];

    /// <summary>Settings that two files of the folder make differently.</summary>
    public ImmutableArray<string> EndFolder()
    {
        folder = null;
        ImmutableArray<string> found = [.. conflicts];
        conflicts.Clear();
        return found;
    }

    /// <summary>The section, then the environment for section <c>ENV</c>, then the default section; null when nobody sets it.</summary>
    public string? Find(string section, string name)
    {
        if (entries.TryGetValue((section, name), out var own)) return own.Entry.Value;
        if (section == "ENV" && environment.TryGetValue(name, out var variable)) return variable;
        return entries.TryGetValue((OpenSslConfiguration.DefaultSection, name), out var fallback) ? fallback.Entry.Value : null;
    }

    public ImmutableArray<ConfigurationEntry> Entries() => [.. entries.Values.OrderBy(value => value.Order).Select(value => value.Entry)];

    public ImmutableSortedSet<string> Sections() => sections.ToImmutableSortedSet(StringComparer.Ordinal);
}
