using System.Collections.Immutable;
using System.Text;

namespace Compliance.Formats.CryptoModules.Elf;

/// <summary>Reads note sections, or note segments where section headers were stripped.</summary>
internal static class ElfNotes
{
    private const int MaxNotes = 256;
    private const int MaxOwnerBytes = 256;
    private const int MaxDescriptionBytes = 64 << 10;

    /// <summary>False in <paramref name="whole"/> when a note reaches past its section.</summary>
    public static ImmutableArray<ElfNote> Read(ElfFile file, out bool whole)
    {
        var notes = ImmutableArray.CreateBuilder<ElfNote>();
        whole = true;
        var sections = file.Sections.Where(section => section.Type == ElfSection.Note).Select(file.BytesOf);
        var places = file.Sections.IsEmpty ? file.Segments.Where(segment => segment.Type == ElfSegment.Note).Select(file.BytesOf) : sections;
        foreach (var bytes in places)
        {
            whole &= ReadOne(file.Layout, bytes, notes);
        }

        return notes.ToImmutable();
    }

    private static bool ReadOne(ElfLayout layout, ReadOnlyMemory<byte> bytes, ImmutableArray<ElfNote>.Builder notes)
    {
        var at = 0L;
        while (at + 12 <= bytes.Length && notes.Count < MaxNotes)
        {
            var header = bytes.Span.Slice((int)at, 12);
            long nameSize = layout.Int(header, 0);
            long descriptionSize = layout.Int(header, 4);
            var description = at + 12 + Aligned(nameSize);
            if (description + descriptionSize > bytes.Length) return false;
            var name = bytes.Span.Slice((int)at + 12, (int)Math.Min(nameSize, MaxOwnerBytes));
            var end = name.IndexOf((byte)0);
            notes.Add(new ElfNote(
                Encoding.UTF8.GetString(end < 0 ? name : name[..end]),
                layout.Int(header, 8),
                bytes.Slice((int)description, (int)Math.Min(descriptionSize, MaxDescriptionBytes))));
            at = description + Aligned(descriptionSize);
        }

        return true;
    }

    private static long Aligned(long size) => (size + 3) & ~3L;
}
