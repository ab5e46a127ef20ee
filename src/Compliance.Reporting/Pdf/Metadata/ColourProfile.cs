using System.Buffers.Binary;
using System.Text;

namespace Compliance.Reporting.Pdf.Metadata;

/// <summary>
/// An sRGB display profile (IEC 61966-2-1) made of numbers: ICC.1:2001-04 (version 2.4), matrix and tone curve, as PDF/A's output intent wants.
/// </summary>
internal static class ColourProfile
{
    private const int CurvePoints = 1024;
    private const int HeaderLength = 128;

    public static byte[] Srgb()
    {
        var curve = Curve();
        (string Name, byte[] Content)[] tags =
        [
            ("desc", Description("sRGB IEC61966-2.1")),
            ("cprt", [.. "text"u8, 0, 0, 0, 0, .. "No copyright"u8, 0]),
            ("wtpt", Xyz(0.9505, 1.0, 1.0891)),
            ("rXYZ", Xyz(0.4360747, 0.2225045, 0.0139322)),
            ("gXYZ", Xyz(0.3850649, 0.7168786, 0.0971045)),
            ("bXYZ", Xyz(0.1430804, 0.0606169, 0.7141733)),
            ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ];
        var table = new MemoryStream();
        var content = new MemoryStream();
        WriteInt(table, tags.Length);
        var offset = HeaderLength + 4 + 12 * tags.Length;
        var curveOffset = 0;
        foreach (var (name, bytes) in tags)
        {
            var isShared = ReferenceEquals(bytes, curve) && curveOffset > 0;
            if (ReferenceEquals(bytes, curve) && !isShared) curveOffset = offset + (int)content.Length;
            table.Write(Encoding.ASCII.GetBytes(name));
            WriteInt(table, isShared ? curveOffset : offset + (int)content.Length);
            WriteInt(table, bytes.Length);
            if (isShared) continue;
            content.Write(bytes);
            while (content.Length % 4 != 0) content.WriteByte(0);
        }

        return [.. Header(HeaderLength + (int)table.Length + (int)content.Length), .. table.ToArray(), .. content.ToArray()];
    }

    private static byte[] Header(int size)
    {
        var header = new byte[HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, size);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), 0x02400000);
        "mntrRGB XYZ "u8.CopyTo(header.AsSpan(12));
        ReadOnlySpan<short> day = [2001, 4, 1, 0, 0, 0];
        for (var index = 0; index < day.Length; index++) BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(24 + 2 * index), day[index]);
        "acsp"u8.CopyTo(header.AsSpan(36));
        Fixed(header.AsSpan(68), 0.9642);
        Fixed(header.AsSpan(72), 1);
        Fixed(header.AsSpan(76), 0.8249);
        return header;
    }

    private static byte[] Xyz(double x, double y, double z)
    {
        var tag = new byte[20];
        "XYZ "u8.CopyTo(tag);
        Fixed(tag.AsSpan(8), x);
        Fixed(tag.AsSpan(12), y);
        Fixed(tag.AsSpan(16), z);
        return tag;
    }

    private static byte[] Curve()
    {
        var tag = new byte[12 + 2 * CurvePoints];
        "curv"u8.CopyTo(tag);
        BinaryPrimitives.WriteInt32BigEndian(tag.AsSpan(8), CurvePoints);
        for (var point = 0; point < CurvePoints; point++)
        {
            var value = point / (CurvePoints - 1.0);
            var linear = value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(tag.AsSpan(12 + 2 * point), (ushort)Math.Round(linear * ushort.MaxValue, MidpointRounding.AwayFromZero));
        }

        return tag;
    }

    /// <summary>textDescriptionType with empty Unicode and Macintosh parts.</summary>
    private static byte[] Description(string text)
    {
        var tag = new byte[12 + text.Length + 1 + 78];
        "desc"u8.CopyTo(tag);
        BinaryPrimitives.WriteInt32BigEndian(tag.AsSpan(8), text.Length + 1);
        Encoding.ASCII.GetBytes(text, tag.AsSpan(12));
        return tag;
    }

    private static void Fixed(Span<byte> target, double value) => BinaryPrimitives.WriteInt32BigEndian(target, (int)Math.Round(value * 65536, MidpointRounding.AwayFromZero));

    private static void WriteInt(MemoryStream target, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        target.Write(bytes);
    }
}
