using System.Collections.Immutable;
using System.Text;

namespace Compliance.Formats.CryptoModules.Java;

/// <summary>Java's properties text (<c>java.util.Properties.load</c>) and the main section of manifests, as far as names and values here need it: Latin-1, comments, continued lines; a repeated name keeps the last value.</summary>
internal static class JavaProperties
{
    public static ImmutableSortedDictionary<string, string> Read(ReadOnlySpan<byte> bytes)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var pending = new StringBuilder();
        foreach (var raw in Encoding.Latin1.GetString(bytes).Split('\n'))
        {
            var line = raw.TrimEnd('\r').TrimStart(' ', '\t', '\f');
            if (pending.Length == 0 && (line.Length == 0 || line[0] is '#' or '!')) continue;
            pending.Append(line);
            if (IsContinued(line))
            {
                pending.Length--;
                continue;
            }

            Add(values, pending.ToString());
            pending.Clear();
        }

        if (pending.Length > 0) Add(values, pending.ToString());
        return values.ToImmutable();
    }

    /// <summary>Names and values of a manifest up to the first empty line; a line that begins with a space continues the one before.</summary>
    public static ImmutableSortedDictionary<string, string> ReadManifest(ReadOnlySpan<byte> bytes)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var (name, value) = ("", new StringBuilder());
        foreach (var raw in Encoding.UTF8.GetString(bytes).Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            if (line.Length == 0) break;
            if (line[0] == ' ')
            {
                value.Append(line.AsSpan(1));
                continue;
            }

            if (name.Length > 0) values[name] = value.ToString();
            var at = line.IndexOf(": ", StringComparison.Ordinal);
            name = at > 0 ? line[..at] : "";
            value.Clear().Append(line.AsSpan(at > 0 ? at + 2 : line.Length));
        }

        if (name.Length > 0) values[name] = value.ToString();
        return values.ToImmutable();
    }

    /// <summary>An odd number of backslashes ends it.</summary>
    private static bool IsContinued(string line) => (line.Length - line.TrimEnd('\\').Length) % 2 == 1;

    private static void Add(ImmutableSortedDictionary<string, string>.Builder values, string line)
    {
        var at = line.IndexOfAny(['=', ':', ' ', '\t']);
        if (at <= 0) return;
        values[line[..at]] = line[at..].TrimStart(' ', '\t') is var rest && rest.StartsWith('=') || rest.StartsWith(':') ? rest[1..].Trim() : rest.Trim();
    }
}
