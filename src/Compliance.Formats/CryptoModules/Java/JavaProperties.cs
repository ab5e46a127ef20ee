using System.Collections.Immutable;
using System.Text;

namespace Compliance.Formats.CryptoModules.Java;

/// <summary>Java's properties text (<c>java.util.Properties.load</c>) and the main section of manifests, as far as names and values here need it: Latin-1, comments, continued lines; a repeated name keeps the last value.</summary>
internal static class JavaProperties
{
    private const int MaxLines = 50_000;

    public static ImmutableSortedDictionary<string, string> Read(ReadOnlySpan<byte> bytes)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var pending = new StringBuilder();
        foreach (var raw in Encoding.Latin1.GetString(bytes).Split('\n').Take(MaxLines))
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
        var name = "";
        foreach (var raw in Encoding.UTF8.GetString(bytes).Split('\n').Take(MaxLines))
        {
            var line = raw.TrimEnd('\r');
            if (line.Length == 0) break;
            if (line[0] == ' ' && name.Length > 0) values[name] += line[1..];
            else if (line.IndexOf(": ", StringComparison.Ordinal) is var at and > 0) values[name = line[..at]] = line[(at + 2)..];
        }

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
