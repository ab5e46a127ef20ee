using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.Loading;

/// <summary>Reads what of a script decides about cryptography: who runs it, which variables it touches, which programs it may start. Nothing is executed or expanded.</summary>
internal static partial class ScriptReader
{
    /// <summary>Longer scripts are read up to here.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Shell scripts of up to this size are read for the programs that they name.</summary>
    private const int MaxWordBytes = 64 << 10;

    private const int MaxLines = 20;
    private const int MaxWordLength = 200;

    /// <summary>What every match of <see cref="Deciding"/> begins with.</summary>
    private static readonly SearchValues<string> Decisive =
        SearchValues.Create(["OPENSSL_", "GODEBUG", "NSS_FIPS", "LIBGCRYPT_FORCE_FIPS_MODE", "JAVA_TOOL_OPTIONS", "LD_LIBRARY_PATH", "LD_PRELOAD"], StringComparison.Ordinal);

    private static readonly HashSet<string> Shells = new(StringComparer.Ordinal) { "sh", "bash", "dash", "ash", "busybox", "ksh", "mksh", "zsh" };

    private static readonly SearchValues<char> WordCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./+-");

    public static ScannedScript Read(ByteSource bytes)
    {
        var text = Encoding.UTF8.GetString(bytes.Slice(0, MaxBytes).Span).AsSpan();
        var end = text.IndexOf('\n');
        var interpreter = Cut((end < 0 ? text : text[..end])[2..].Trim());
        if (end < 0) return new ScannedScript(interpreter, [], []);
        var rest = text[(end + 1)..];
        // Most scripts have none of the variables: one search instead of many lines.
        return new ScannedScript(interpreter, rest.ContainsAny(Decisive) ? Touches(rest) : [], bytes.Length <= MaxWordBytes && IsShell(interpreter) ? Words(rest) : []);
    }

    /// <summary>Whether one of the words of the first line is a shell's name or ends in one: <c>/bin/sh -e</c>, <c>/usr/bin/env bash</c>.</summary>
    private static bool IsShell(ReadOnlySpan<char> interpreter)
    {
        var shells = Shells.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in interpreter.Split(' '))
        {
            var word = interpreter[range];
            if (shells.Contains(word[(word.LastIndexOf('/') + 1)..])) return true;
        }

        return false;
    }

    private static ImmutableArray<ScriptLine> Touches(ReadOnlySpan<char> afterFirst)
    {
        var touches = ImmutableArray.CreateBuilder<ScriptLine>();
        var number = 1;
        foreach (var range in afterFirst.Split('\n'))
        {
            number++;
            var text = afterFirst[range].Trim();
            if (text.StartsWith('#') || !Deciding().IsMatch(text)) continue;
            touches.Add(new ScriptLine(number, Cut(text)));
            if (touches.Count == MaxLines) break;
        }

        return touches.ToImmutable();
    }

    /// <summary>Every word outside of comments: what a shell makes of quotes and variables is not decided here, and a word too many only reaches too far.</summary>
    private static ImmutableArray<string> Words(ReadOnlySpan<char> text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var lookup = seen.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in text.Split('\n'))
        {
            var line = text[range].TrimStart();
            if (line.StartsWith('#')) continue;
            while (!line.IsEmpty && words.Count < ScannedScript.MaxWords)
            {
                var start = line.IndexOfAny(WordCharacters);
                if (start < 0) break;
                line = line[start..];
                var length = line.IndexOfAnyExcept(WordCharacters) is var end and >= 0 ? end : line.Length;
                var word = line[..length];
                line = line[length..];
                var isName = char.IsAsciiLetter(word[0]) && !word.Contains('/');
                if (length > 1 && length <= MaxWordLength && (isName || word[0] == '/') && !line.StartsWith('=') && lookup.Add(word)) words.Add(word.ToString());
            }
        }

        return words.ToImmutable();
    }

    private static string Cut(ReadOnlySpan<char> text) => (text.Length > MaxWordLength ? text[..MaxWordLength] : text).ToString();

    [GeneratedRegex(@"\b(OPENSSL_CONF|OPENSSL_CONF_INCLUDE|OPENSSL_MODULES|OPENSSL_FORCE_FIPS_MODE|OPENSSL_FIPS|GODEBUG|NSS_FIPS|LIBGCRYPT_FORCE_FIPS_MODE|JAVA_TOOL_OPTIONS|LD_LIBRARY_PATH|LD_PRELOAD)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Deciding();
}
