using System.Text;

namespace Compliance.Formats.CryptoModules.OpenSsl.Configuration;

/// <summary>Splits a document into logical lines: continuation by a trailing backslash, byte order mark, CR and LF, text behind a NUL dropped.</summary>
internal static class ConfigurationLines
{
    /// <returns>The text of each logical line and the 1-based number of the physical line on which it ends, as OpenSSL counts.</returns>
    public static IEnumerable<(string Text, int Line)> Of(ReadOnlyMemory<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes.Span);
        if (text.StartsWith('\ufeff')) text = text[1..];
        var pending = new StringBuilder();
        var number = 0;
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            var physical = end < 0 ? text[at..] : text[at..end];
            at = end < 0 ? text.Length : end + 1;
            number++;
            var nul = physical.IndexOf('\0', StringComparison.Ordinal);
            if (nul >= 0) physical = physical[..nul];
            physical = physical.TrimEnd('\r', '\n');
            pending.Append(physical);
            if (Continues(pending))
            {
                pending.Length--;
                continue;
            }

            yield return (pending.ToString(), number);
            pending.Clear();
        }

        if (pending.Length > 0) yield return (pending.ToString(), number);
    }

    private static bool Continues(StringBuilder line) =>
        line.Length > 0 && line[^1] == '\\' && (line.Length == 1 || line[^2] != '\\');
}
