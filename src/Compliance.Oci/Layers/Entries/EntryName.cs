using System.Text;
using System.Text.Unicode;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;

namespace Compliance.Oci.Layers.Entries;

/// <summary>Brings names of archives into the plain form of an inventory and tells whiteouts. Buffers are reused: results are good until the next call.</summary>
internal sealed class EntryName
{
    private const string WhiteoutPrefix = ".wh.";

    private byte[] path = new byte[512];
    private byte[] link = new byte[512];
    private char[] chars = new char[512];
    private int pathLength;
    private int linkLength;
    private int charCount;

    public ReadOnlySpan<byte> Path => path.AsSpan(0, pathLength);

    public ReadOnlySpan<byte> Link => link.AsSpan(0, linkLength);

    /// <summary>The path as text.</summary>
    public ReadOnlySpan<char> Text => chars.AsSpan(0, charCount);

    /// <summary>Set for whiteouts, whose path is then what they hide.</summary>
    public FileKind? Whiteout { get; private set; }

    /// <summary>What is wrong with the name; the entry is left out when <see cref="IsUsable"/> is false.</summary>
    public (DiagnosticCode Code, string Message)? Problem { get; private set; }

    public bool IsUsable { get; private set; }

    public void Read(ReadOnlySpan<byte> name, ReadOnlySpan<byte> target)
    {
        (Whiteout, Problem, IsUsable, pathLength) = (null, null, true, 0);
        if (name.Contains((byte)0) || target.Contains((byte)0)) Refuse(OciCodes.PathInvalid, "holds a NUL");
        linkLength = Plain(target, ref link);
        if (name[0] == '/' && name.Length > 1) Note(OciCodes.PathAbsolute, "is absolute; it is read below the root");
        if (IsPlain(name))
        {
            Reserve(ref path, name.Length);
            name.CopyTo(path);
            pathLength = name.Length;
        }
        else
        {
            Normalise(name);
        }

        ReadWhiteout();
        if (chars.Length < pathLength) chars = new char[path.Length];
        charCount = Encoding.UTF8.GetChars(Path, chars);
    }

    private static bool IsPlain(ReadOnlySpan<byte> name)
    {
        if (name[0] == '/' || name[^1] == '/' || name.IndexOf("//"u8) >= 0 || !Utf8.IsValid(name)) return false;
        // A dot at the start of a part may make it "." or ".."; the long way decides.
        return name[0] != '.' && name.IndexOf("/."u8) < 0;
    }

    private void Normalise(ReadOnlySpan<byte> name)
    {
        foreach (var range in name.Split((byte)'/'))
        {
            var part = name[range];
            if (part.IsEmpty || part.SequenceEqual("."u8)) continue;
            if (part.SequenceEqual(".."u8)) Refuse(OciCodes.PathEscapes, "climbs with '..'");
            if (pathLength > 0) Append("/"u8);
            if (Utf8.IsValid(part))
            {
                Append(part);
                continue;
            }

            Note(OciCodes.PathNotUtf8, "is not UTF-8; bytes that are not are shown as \\xHH");
            Append(Encoding.UTF8.GetBytes(Escape(part)));
        }
    }

    private void ReadWhiteout()
    {
        var slash = Path.LastIndexOf((byte)'/');
        var last = Path[(slash + 1)..];
        if (!last.StartsWith(".wh."u8)) return;
        var hidden = last[WhiteoutPrefix.Length..];
        if (hidden.SequenceEqual(".wh..opq"u8))
        {
            Whiteout = FileKind.OpaqueWhiteout;
            pathLength = Math.Max(0, slash);
            return;
        }

        if (hidden.StartsWith(".wh."u8) || hidden.IsEmpty || hidden.SequenceEqual("."u8) || hidden.SequenceEqual(".."u8))
        {
            Refuse(OciCodes.BadWhiteout, "has a whiteout's name, but hides nothing that can be named");
            return;
        }

        Whiteout = FileKind.Whiteout;
        hidden.CopyTo(path.AsSpan(slash + 1));
        pathLength -= WhiteoutPrefix.Length;
    }

    private static int Plain(ReadOnlySpan<byte> target, ref byte[] buffer)
    {
        var text = Utf8.IsValid(target) ? target : Encoding.UTF8.GetBytes(Escape(target));
        Reserve(ref buffer, text.Length);
        text.CopyTo(buffer);
        return text.Length;
    }

    private static string Escape(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var length);
            if (status == System.Buffers.OperationStatus.Done) text.Append(rune.ToString());
            else text.Append("\\x").Append(Convert.ToHexStringLower(bytes[..length]));
            bytes = bytes[length..];
        }

        return text.ToString();
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (pathLength + bytes.Length > path.Length) Array.Resize(ref path, Math.Max(path.Length * 2, pathLength + bytes.Length));
        bytes.CopyTo(path.AsSpan(pathLength));
        pathLength += bytes.Length;
    }

    private static void Reserve(ref byte[] buffer, int length)
    {
        if (buffer.Length < length) buffer = new byte[Math.Max(buffer.Length * 2, length)];
    }

    private void Refuse(DiagnosticCode code, string message) => (Problem, IsUsable) = ((code, message), false);

    private void Note(DiagnosticCode code, string message)
    {
        if (IsUsable) Problem ??= (code, message);
    }
}
