using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Elf;

/// <summary>Reads the dynamic segment.</summary>
internal static class ElfDynamics
{
    private const int MaxEntries = 65_536;
    private const ulong TagNull = 0;
    private const ulong TagNeeded = 1;
    private const ulong TagStringTable = 5;
    private const ulong TagStringTableSize = 10;
    private const ulong TagSoname = 14;
    private const ulong TagRpath = 15;
    private const ulong TagRunpath = 29;

    public static IEnumerable<(ulong Tag, ulong Value)> Entries(ElfFile file)
    {
        var segment = file.Segments.FirstOrDefault(candidate => candidate.Type == ElfSegment.Dynamic);
        if (segment is null) yield break;
        var bytes = file.BytesOf(segment);
        var size = 2 * file.Layout.WordBytes;
        for (var index = 0; index < MaxEntries && (index + 1) * size <= bytes.Length; index++)
        {
            var entry = bytes.Slice(index * size, size);
            var tag = file.Layout.Word(entry.Span, 0);
            if (tag == TagNull) yield break;
            yield return (tag, file.Layout.Word(entry.Span, file.Layout.WordBytes));
        }
    }

    /// <summary>Null when the file has dynamic entries that name strings and no string table that lies in the file.</summary>
    public static ElfDynamic? Read(ElfFile file)
    {
        ImmutableArray<(ulong Tag, ulong Value)> entries = [.. Entries(file)];
        if (entries.IsEmpty) return ElfDynamic.None;
        var address = entries.FirstOrDefault(entry => entry.Tag == TagStringTable).Value;
        var size = entries.FirstOrDefault(entry => entry.Tag == TagStringTableSize).Value;
        var strings = file.BytesAt(address, size);
        var named = entries.Any(entry => entry.Tag is TagNeeded or TagSoname or TagRpath or TagRunpath);
        if (named && strings.IsEmpty) return null;
        return new ElfDynamic(
            [.. entries.Where(entry => entry.Tag == TagNeeded).Select(entry => ElfText.At(strings.Span, entry.Value))],
            Text(TagSoname),
            Text(TagRpath),
            Text(TagRunpath));

        string Text(ulong tag)
        {
            foreach (var entry in entries)
            {
                if (entry.Tag == tag) return ElfText.At(strings.Span, entry.Value);
            }

            return "";
        }
    }
}
