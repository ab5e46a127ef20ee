using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Compliance.Cryptography.Sigstore.Logs;

/// <summary>
/// A log's statement about its tree as a signed note (C2SP tlog-checkpoint and signed-note): origin, size, root, further lines, an empty line, then
/// signature lines of the log and of witnesses.
/// </summary>
/// <param name="SignedText">What is signed: everything up to and with the line feed before the empty line.</param>
internal sealed record Checkpoint(string Origin, long TreeSize, ImmutableArray<byte> RootHash, byte[] SignedText, ImmutableArray<CheckpointSignature> Signatures)
{
    private const int MaxCharacters = 100_000;
    private const int MaxSignatures = 100;

    /// <summary>Null with the reason when the text is no checkpoint.</summary>
    public static Checkpoint? Parse(string text, out string reason)
    {
        reason = "";
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (text.Length > MaxCharacters || end < 0) return Refuse("it is no signed note", out reason);
        var body = text[..(end + 1)];
        var lines = body.Split('\n');
        if (lines.Length < 4 || lines[0].Length == 0) return Refuse("origin, size or root hash is missing", out reason);
        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) || lines[1] != size.ToString(CultureInfo.InvariantCulture))
            return Refuse($"'{lines[1]}' is no tree size", out reason);
        if (Decode(lines[2]) is not { Length: 32 } root) return Refuse("the root hash is not 32 bytes of base64", out reason);
        var signatures = ImmutableArray.CreateBuilder<CheckpointSignature>();
        foreach (var line in text[(end + 2)..].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (signatures.Count == MaxSignatures) return Refuse("it has more than 100 signatures", out reason);
            if (Signature(line) is not { } signature) return Refuse("a signature line is malformed", out reason);
            signatures.Add(signature);
        }

        return signatures.Count == 0 ? Refuse("it has no signature", out reason) : new Checkpoint(lines[0], size, [.. root], Encoding.UTF8.GetBytes(body), signatures.ToImmutable());
    }

    // "— <key name> base64(4 bytes of key id || signature)"
    private static CheckpointSignature? Signature(string line)
    {
        const string mark = "\u2014 ";
        if (!line.StartsWith(mark, StringComparison.Ordinal)) return null;
        var space = line.LastIndexOf(' ');
        if (space <= mark.Length) return null;
        return Decode(line[(space + 1)..]) is { Length: > 4 } value ? new CheckpointSignature(line[mark.Length..space], [.. value[..4]], value[4..]) : null;
    }

    private static byte[]? Decode(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : null;
    }

    private static Checkpoint? Refuse(string why, out string reason)
    {
        reason = why;
        return null;
    }
}
