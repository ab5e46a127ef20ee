using System.Buffers.Binary;
using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Certificates;

/// <summary>
/// A Java key store of type JKS under the password that every <c>cacerts</c> has, <c>changeit</c>, which protects nothing: it only ends in a SHA-1 over password and
/// content. Entries stay as they are, byte for byte; they are written sorted by alias. Stores of type PKCS#12 are not read.
/// </summary>
public sealed class JavaTrustStore
{
    private const uint Magic = 0xFEEDFEED;
    private const int KeyEntry = 1;
    private const int CertificateEntry = 2;
    private const int DigestBytes = 20;
    private const int MaxEntries = 10_000;
    private const string Password = "changeit";

    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> entries = new(StringComparer.Ordinal);

    private JavaTrustStore()
    {
    }

    public IEnumerable<string> Aliases => entries.Keys;

    /// <summary>Whether the bytes begin as a store of this type does.</summary>
    public static bool IsStore(ReadOnlySpan<byte> bytes) => bytes.Length > 4 && BinaryPrimitives.ReadUInt32BigEndian(bytes) == Magic;

    /// <summary>Rejected: another type, a version but 2, damage, or a digest that is not of the usual password.</summary>
    public static Reading<JavaTrustStore> Read(ReadOnlyMemory<byte> bytes, string document)
    {
        var content = bytes.Length > DigestBytes ? bytes[..^DigestBytes] : default;
        if (!IsStore(content.Span) || !bytes.Span[content.Length..].SequenceEqual(DigestOf(content.Span))) return Reject("is no Java key store (JKS) with the usual password, or is damaged");
        var store = new JavaTrustStore();
        var at = 4;
        if (!TryRead(content.Span, ref at, out var version) || version != 2 || !TryRead(content.Span, ref at, out var count) || count is < 0 or > MaxEntries) return Reject("is of a version that is not read, or has too many entries");
        for (var i = 0; i < count; i++)
        {
            var begin = at;
            if (!TryRead(content.Span, ref at, out var tag) || !TryText(content.Span, ref at, out var alias) || !TrySkip(content.Span, ref at, 8) || !TryBody(content.Span, ref at, tag)) return Reject("is damaged in its entries");
            store.entries[alias] = content[begin..at];
        }

        return at == content.Length ? Readings.Accept(store) : Reject("has something behind its entries");

        Reading<JavaTrustStore> Reject(string what) => Readings.Reject<JavaTrustStore>(CertificateCodes.Unreadable, new Locator(document), what);
    }

    /// <summary>Adds a certificate, in the place of one that is called so.</summary>
    /// <param name="alias">ASCII; stores tell no case.</param>
    /// <param name="madeAt">Seconds since 1970-01-01 UTC.</param>
    public void Add(string alias, ReadOnlySpan<byte> der, long madeAt)
    {
        ArgumentNullException.ThrowIfNull(alias);
        using var entry = new MemoryStream();
        Number(entry, CertificateEntry);
        var name = alias.ToLowerInvariant();
        Text(entry, name);
        Span<byte> date = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(date, madeAt * 1000);
        entry.Write(date);
        Text(entry, "X.509");
        Number(entry, der.Length);
        entry.Write(der);
        entries[name] = entry.ToArray();
    }

    public byte[] Write()
    {
        using var content = new MemoryStream();
        Number(content, unchecked((int)Magic));
        Number(content, 2);
        Number(content, entries.Count);
        foreach (var entry in entries.Values) content.Write(entry.Span);
        var bytes = content.ToArray();
        return [.. bytes, .. DigestOf(bytes)];
    }

    private static byte[] DigestOf(ReadOnlySpan<byte> content)
    {
        using var hash = new LegacySha1();
        hash.Append(Encoding.BigEndianUnicode.GetBytes(Password));
        hash.Append("Mighty Aphrodite"u8);
        hash.Append(content);
        return hash.Finish();
    }

    private static bool TryBody(ReadOnlySpan<byte> bytes, ref int at, int tag)
    {
        if (tag == CertificateEntry) return TryCertificate(bytes, ref at);
        if (tag != KeyEntry || !TryRead(bytes, ref at, out var length) || !TrySkip(bytes, ref at, length) || !TryRead(bytes, ref at, out var chain) || chain is < 0 or > MaxEntries) return false;
        for (var i = 0; i < chain; i++)
        {
            if (!TryCertificate(bytes, ref at)) return false;
        }

        return true;
    }

    private static bool TryCertificate(ReadOnlySpan<byte> bytes, ref int at) =>
        TryText(bytes, ref at, out _) && TryRead(bytes, ref at, out var length) && TrySkip(bytes, ref at, length);

    private static bool TryRead(ReadOnlySpan<byte> bytes, ref int at, out int number)
    {
        number = 0;
        if (bytes.Length - at < 4) return false;
        number = BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
        at += 4;
        return true;
    }

    private static bool TryText(ReadOnlySpan<byte> bytes, ref int at, out string text)
    {
        text = "";
        if (bytes.Length - at < 2) return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
        at += 2;
        if (bytes.Length - at < length) return false;
        text = Encoding.Latin1.GetString(bytes.Slice(at, length));
        at += length;
        return true;
    }

    private static bool TrySkip(ReadOnlySpan<byte> bytes, ref int at, int length)
    {
        if (length < 0 || bytes.Length - at < length) return false;
        at += length;
        return true;
    }

    private static void Number(MemoryStream target, int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        target.Write(bytes);
    }

    private static void Text(MemoryStream target, string text)
    {
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)text.Length);
        target.Write(length);
        target.Write(Encoding.Latin1.GetBytes(text));
    }
}
