using System.Text;

namespace Compliance.Service.Terminals;

/// <summary>
/// Where a verb writes. Standard output is for results, standard error for progress and errors. Colour and progress appear only where a
/// person looks: not in a pipe, not with <c>NO_COLOR</c>.
/// </summary>
internal sealed class Terminal(TextWriter output, TextWriter error, bool outputIsTerminal, bool errorIsTerminal, bool colour, int width)
{
    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;

    public bool OutputIsTerminal { get; } = outputIsTerminal;

    public bool ErrorIsTerminal { get; } = errorIsTerminal;

    /// <summary>Columns; 120 where nobody looks.</summary>
    public int Width { get; } = width;

    public static Terminal FromConsole(Func<string, string?> environment)
    {
        var outputIsTerminal = !Console.IsOutputRedirected;
        var errorIsTerminal = !Console.IsErrorRedirected;
        var plain = !string.IsNullOrEmpty(environment("NO_COLOR")) || environment("TERM") is "dumb";
        return new Terminal(
            new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" },
            new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" },
            outputIsTerminal,
            errorIsTerminal,
            colour: outputIsTerminal && !plain,
            width: outputIsTerminal && Console.WindowWidth > 40 ? Console.WindowWidth : 120);
    }

    public string Paint(Tone tone, string text)
    {
        if (!colour) return text;
        var code = tone switch { Tone.Good => "32", Tone.Bad => "31;1", Tone.Open => "33", Tone.Quiet => "2", Tone.Strong => "1", _ => "0" };
        return $"\e[{code}m{text}\e[0m";
    }

    /// <summary>
    /// Text of a stranger as it may be shown: control and bidirectional formatting characters become their code points, so that nothing in an
    /// image can repaint the screen.
    /// </summary>
    public static string Visible(string text)
    {
        if (!text.Any(IsHidden)) return text;
        var shown = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (IsHidden(character)) shown.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else shown.Append(character);
        }

        return shown.ToString();
    }

    private static bool IsHidden(char character) =>
        char.IsControl(character) || character is (>= '\u200b' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or (>= '\u2060' and <= '\u2069') or '\ufeff';
}
