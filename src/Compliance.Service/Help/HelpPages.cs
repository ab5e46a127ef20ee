using System.Collections.Immutable;
using System.Reflection;

namespace Compliance.Service.Help;

/// <summary>The documentation that travels inside the program.</summary>
internal static class HelpPages
{
    private const string Prefix = "help/";

    private static readonly Assembly Own = typeof(HelpPages).Assembly;

    public static ImmutableArray<string> Topics { get; } = [.. Own.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => Path.GetFileNameWithoutExtension(name[Prefix.Length..]))
        .Order(StringComparer.Ordinal)];

    /// <summary>A topic's page, a code's cause and cure, or null.</summary>
    public static string? Find(string topic) =>
        Topics.Contains(topic, StringComparer.OrdinalIgnoreCase) ? Read($"{Prefix}{topic.ToLowerInvariant()}.md") : Describe(topic.ToUpperInvariant());

    private static string? Describe(string code) => Code(code) is var (cause, cure) ? $"{code}\n  cause  {cause}\n  cure   {cure}" : null;

    /// <summary>Cause and cure of a diagnostic code; null when there is no such code.</summary>
    public static (string Cause, string Cure)? Code(string code)
    {
        foreach (var line in Read("diagnostics.md").Split('\n'))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length >= 5 && cells[1].Trim('`') == code) return (cells[2], cells[3]);
        }

        return null;
    }

    private static string Read(string resource)
    {
        using var stream = Own.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
