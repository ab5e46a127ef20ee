using System.Buffers;
using System.IO.Compression;
using System.Xml;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Workbooks;

/// <summary>
/// The parts of a spreadsheet's zip. Excel, LibreOffice and others write zips in ways that evidence packages may not have, so the platform's reader is used, with
/// every bound counted on what really comes out.
/// </summary>
internal sealed class PartSource(ZipArchive archive, string document)
{
    public const int MaxParts = 2_000;
    public const long MaxUnpackedBytes = 128L << 20;
    private const int MaxXmlDepth = 64;

    private long unpacked;

    public bool Has(string name) => archive.GetEntry(name) is not null;

    public IEnumerable<string> Names => archive.Entries.Select(entry => entry.FullName);

    /// <summary>The bytes of a part; null when there is none.</summary>
    /// <exception cref="InvalidDataException">The parts unpack to more than is read, or one is broken.</exception>
    public byte[]? Bytes(string name)
    {
        if (archive.GetEntry(name) is not { } entry) return null;
        using var stream = entry.Open();
        using var content = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            int count;
            while ((count = stream.Read(buffer, 0, buffer.Length)) > 0)
            {
                if ((unpacked += count) > MaxUnpackedBytes) throw new InvalidDataException($"its parts unpack to more than {MaxUnpackedBytes >> 20} MiB");
                content.Write(buffer, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return content.ToArray();
    }

    /// <summary>Walks a part's elements; nothing happens when there is no such part. Namespaces are not asked: the strict and the transitional ones mean the same here.</summary>
    /// <param name="visit">Called on every element; may read its text and no further.</param>
    /// <exception cref="XmlException">The part is not XML, has a document type, or is nested too deep.</exception>
    public void Walk(string name, Action<XmlReader> visit)
    {
        if (Bytes(name) is not { } bytes) return;
        using var stream = new MemoryStream(bytes, writable: false);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxUnpackedBytes,
            MaxCharactersFromEntities = 1,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        using var reader = XmlReader.Create(stream, settings);
        while (reader.Read())
        {
            if (reader.Depth > MaxXmlDepth) throw new XmlException($"{name} is nested deeper than {MaxXmlDepth}");
            if (reader.NodeType == XmlNodeType.Element) visit(reader);
        }
    }

    public Locator Place(string name) => new($"{document}!{name}");
}
