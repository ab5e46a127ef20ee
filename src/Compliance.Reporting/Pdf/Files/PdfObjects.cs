using System.Globalization;
using System.IO.Compression;
using System.Text;
using Compliance.Cryptography.Hashing;

namespace Compliance.Reporting.Pdf.Files;

/// <summary>
/// Collects the objects of one file and writes it: PDF 1.7 with object streams and a cross-reference stream. Objects that a signer or a
/// reader of metadata wants (catalog, pages, streams) stay outside of object streams; the many small ones of the structure go inside.
/// </summary>
internal sealed class PdfObjects
{
    private const int ObjectsAStream = 400;

    private readonly List<byte[]?> bodies = [null];
    private readonly HashSet<int> packed = [];

    /// <summary>A number to refer to; its body comes later.</summary>
    public int Reserve()
    {
        bodies.Add(null);
        return bodies.Count - 1;
    }

    /// <summary>Gives a reserved number its body.</summary>
    public void Set(int number, string body) => bodies[number] = Encoding.Latin1.GetBytes(body);

    /// <summary>The same for a small object that may be packed with others.</summary>
    public void SetPacked(int number, string body)
    {
        Set(number, body);
        packed.Add(number);
    }

    public int Add(string body)
    {
        var number = Reserve();
        Set(number, body);
        return number;
    }

    public int AddPacked(string body)
    {
        var number = Reserve();
        SetPacked(number, body);
        return number;
    }

    /// <param name="entries">Entries of the stream's dictionary without <c>Length</c> and <c>Filter</c>.</param>
    public int AddStream(string entries, ReadOnlySpan<byte> data, bool compress = true)
    {
        var number = Reserve();
        bodies[number] = Stream(entries, data, compress);
        return number;
    }

    /// <summary>The whole file. Its <c>ID</c> is the first half of the SHA-256 of everything before the cross-reference stream.</summary>
    public byte[] ToFile(int catalog, int information)
    {
        var containers = Pack();
        using var file = new MemoryStream();
        file.Write("%PDF-1.7\n"u8);
        file.Write([(byte)'%', 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        var rows = new (byte Type, long First, int Second)[bodies.Count + 1];
        for (var number = 1; number < bodies.Count; number++)
        {
            if (containers.TryGetValue(number, out var place))
            {
                rows[number] = (2, place.Container, place.Index);
                continue;
            }

            rows[number] = (1, file.Position, 0);
            Write(file, number, bodies[number] ?? throw new InvalidOperationException($"object {number} has no body"));
        }

        var crossReference = bodies.Count;
        rows[0] = (0, 0, 65535);
        rows[crossReference] = (1, file.Position, 0);
        var id = Digests.Sha256(file.GetBuffer().AsSpan(0, (int)file.Length)).Hex[..32];
        var entries = string.Create(CultureInfo.InvariantCulture,
            $"/Type/XRef/Size {rows.Length}/W[1 4 2]/Root {PdfSyntax.Reference(catalog)}/Info {PdfSyntax.Reference(information)}/ID[<{id}><{id}>]");
        var start = file.Position;
        Write(file, crossReference, Stream(entries, Rows(rows), compress: true));
        file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"startxref\n{start}\n%%EOF\n")));
        return file.ToArray();
    }

    private Dictionary<int, (int Container, int Index)> Pack()
    {
        var places = new Dictionary<int, (int, int)>();
        foreach (var chunk in packed.Order().Chunk(ObjectsAStream))
        {
            var head = new StringBuilder();
            using var content = new MemoryStream();
            for (var index = 0; index < chunk.Length; index++)
            {
                head.Append(CultureInfo.InvariantCulture, $"{chunk[index]} {content.Position} ");
                content.Write(bodies[chunk[index]]);
                content.WriteByte((byte)'\n');
            }

            var container = AddStream(
                string.Create(CultureInfo.InvariantCulture, $"/Type/ObjStm/N {chunk.Length}/First {head.Length}"),
                [.. Encoding.ASCII.GetBytes(head.ToString()), .. content.GetBuffer().AsSpan(0, (int)content.Length)]);
            for (var index = 0; index < chunk.Length; index++) places[chunk[index]] = (container, index);
        }

        return places;
    }

    private static void Write(MemoryStream file, int number, byte[] body)
    {
        file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n")));
        file.Write(body);
        file.Write("\nendobj\n"u8);
    }

    private static byte[] Rows((byte Type, long First, int Second)[] rows)
    {
        var bytes = new byte[rows.Length * 7];
        for (var index = 0; index < rows.Length; index++)
        {
            var row = bytes.AsSpan(index * 7, 7);
            row[0] = rows[index].Type;
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(row[1..], (uint)rows[index].First);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(row[5..], (ushort)rows[index].Second);
        }

        return bytes;
    }

    private static byte[] Stream(string entries, ReadOnlySpan<byte> data, bool compress)
    {
        using var content = new MemoryStream();
        if (compress)
        {
            using var deflate = new ZLibStream(content, CompressionLevel.Optimal, leaveOpen: true);
            deflate.Write(data);
        }
        else
        {
            content.Write(data);
        }

        var filter = compress ? "/Filter/FlateDecode" : "";
        var head = string.Create(CultureInfo.InvariantCulture, $"<<{entries}{filter}/Length {content.Length}>>\nstream\n");
        return [.. Encoding.Latin1.GetBytes(head), .. content.GetBuffer().AsSpan(0, (int)content.Length), .. "\nendstream"u8];
    }
}
