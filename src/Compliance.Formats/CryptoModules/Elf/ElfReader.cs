using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.Elf;

/// <summary>
/// Reads ELF files of 32 and 64 bits and both byte orders (System V ABI, generic part, 4.1). Hostile input is expected: declared sizes never
/// size an allocation, every table is cut at the file's end and at a count, and whatever is inconsistent is a tolerated defect. Rejected is
/// only what has no ELF header. Never throws for the bytes it reads.
/// </summary>
public static class ElfReader
{
    private const int MaxSections = 65_536;
    private const int MaxSegments = 4_096;

    /// <summary>Whether the file begins as ELF files do; for choosing files during a pass over an image.</summary>
    public static bool HasMagic(ReadOnlySpan<byte> start) => start.StartsWith("\u007fELF"u8);

    /// <param name="document">Names the file in locators.</param>
    public static Reading<ElfFile> Read(ReadOnlyMemory<byte> bytes, string document) => Read(ByteSource.Of(bytes), document);

    /// <param name="document">Names the file in locators.</param>
    public static Reading<ElfFile> Read(ByteSource source, string document)
    {
        var header = source.Slice(0, 64);
        if (!HasMagic(header.Span)) return Readings.Reject<ElfFile>(CryptoModuleDiagnostics.NotElf, new Locator(document, 0), "no ELF magic");
        if (header.Length < 20 || header.Span[4] is not (1 or 2) || header.Span[5] is not (1 or 2))
        {
            return Readings.Reject<ElfFile>(CryptoModuleDiagnostics.ElfHeader, new Locator(document, 4), "the ELF identification has no known class or byte order");
        }

        var layout = new ElfLayout(header.Span[4] == 2, header.Span[5] == 2);
        if (header.Length < (layout.Is64 ? 64 : 52))
        {
            return Readings.Reject<ElfFile>(CryptoModuleDiagnostics.ElfHeader, new Locator(document, 0), "the file ends in the ELF header");
        }

        return new Pass(source, layout, header, document).Run();
    }

    private sealed class Pass(ByteSource source, ElfLayout layout, ReadOnlyMemory<byte> header, string document)
    {
        private readonly List<Defect> defects = [];

        public Reading<ElfFile> Run()
        {
            var file = new ElfFile(source, layout) { Type = layout.Half(header.Span, 16), Machine = layout.Half(header.Span, 18) };
            file.Segments = Segments();
            file.Sections = Sections();
            file.Interpreter = file.Segments.FirstOrDefault(segment => segment.Type == ElfSegment.Interpreter) is { } interpreter
                ? ElfText.At(file.BytesOf(interpreter).Span, 0)
                : "";
            if (ElfDynamics.Read(file) is { } dynamic) file.Dynamic = dynamic;
            else Report(CryptoModuleDiagnostics.ElfDynamic, 0, "the dynamic segment names strings but has no string table in the file");
            file.Notes = ElfNotes.Read(file, out var whole);
            if (!whole) Report(CryptoModuleDiagnostics.ElfNote, 0, "a note reaches past its section");
            return Readings.Accept(file, defects);
        }

        private ImmutableArray<ElfSegment> Segments()
        {
            var offset = layout.Word(header.Span, layout.Is64 ? 32 : 28);
            var stride = layout.Half(header.Span, layout.Is64 ? 54 : 42);
            int count = layout.Half(header.Span, layout.Is64 ? 56 : 44);
            if (count == 0) return [];
            var bytes = Entries(CryptoModuleDiagnostics.ElfSegment, "program headers", offset, stride, layout.ProgramHeaderBytes, count, MaxSegments);
            var segments = ImmutableArray.CreateBuilder<ElfSegment>();
            for (var at = 0; stride != 0 && at + layout.ProgramHeaderBytes <= bytes.Length; at += stride)
            {
                var entry = bytes.Span.Slice(at, layout.ProgramHeaderBytes);
                segments.Add(layout.Is64
                    ? new ElfSegment(layout.Int(entry, 0), layout.Int(entry, 4), layout.Long(entry, 8), layout.Long(entry, 16), layout.Long(entry, 32), layout.Long(entry, 40))
                    : new ElfSegment(layout.Int(entry, 0), layout.Int(entry, 24), layout.Int(entry, 4), layout.Int(entry, 8), layout.Int(entry, 16), layout.Int(entry, 20)));
            }

            return segments.ToImmutable();
        }

        private ImmutableArray<ElfSection> Sections()
        {
            var offset = layout.Word(header.Span, layout.Is64 ? 40 : 32);
            var stride = layout.Half(header.Span, layout.Is64 ? 58 : 46);
            long count = layout.Half(header.Span, layout.Is64 ? 60 : 48);
            uint names = layout.Half(header.Span, layout.Is64 ? 62 : 50);
            if (offset == 0) return [];
            var first = source.Slice(ElfFile.Clamp(offset), layout.SectionHeaderBytes);
            // gABI: "If the number of sections is greater than or equal to SHN_LORESERVE (0xff00), e_shnum has the value SHN_UNDEF (0) and the actual
            // number of section header table entries is contained in the sh_size field of the section header at index 0".
            if (count == 0) count = ElfFile.Clamp(layout.Word(first.Span, layout.Is64 ? 32 : 20));
            if (names == 0xffff) names = layout.Int(first.Span, layout.Is64 ? 40 : 24);
            var bytes = Entries(CryptoModuleDiagnostics.ElfSection, "section headers", offset, stride, layout.SectionHeaderBytes, count, MaxSections);
            var raw = new List<(uint Name, ElfSection Section)>();
            for (var at = 0; stride != 0 && at + layout.SectionHeaderBytes <= bytes.Length; at += stride)
            {
                raw.Add(Header(bytes.Span.Slice(at, layout.SectionHeaderBytes)));
            }

            var table = names < raw.Count ? raw[(int)names].Section : null;
            var text = table is null ? default : source.Slice(ElfFile.Clamp(table.Offset), ElfFile.Clamp(table.Size));
            foreach (var (_, section) in raw) CheckBounds(section);
            return [.. raw.Select(entry => entry.Section with { Name = ElfText.At(text.Span, entry.Name) })];
        }

        private (uint Name, ElfSection Section) Header(ReadOnlySpan<byte> entry) => layout.Is64
            ? (layout.Int(entry, 0), new ElfSection("", layout.Int(entry, 4), layout.Long(entry, 8), layout.Long(entry, 16), layout.Long(entry, 24), layout.Long(entry, 32), layout.Int(entry, 40), layout.Long(entry, 56)))
            : (layout.Int(entry, 0), new ElfSection("", layout.Int(entry, 4), layout.Int(entry, 8), layout.Int(entry, 12), layout.Int(entry, 16), layout.Int(entry, 20), layout.Int(entry, 24), layout.Int(entry, 36)));

        private void CheckBounds(ElfSection section)
        {
            if (section.Type is 0 or ElfSection.NoBits || section.Size == 0) return;
            var total = (ulong)source.Length;
            if (section.Offset > total || section.Size > total - section.Offset)
            {
                Report(CryptoModuleDiagnostics.ElfSection, ElfFile.Clamp(section.Offset), "a section reaches past the end of the file");
            }
        }

        private ReadOnlyMemory<byte> Entries(DiagnosticCode code, string what, ulong offset, int stride, int entryBytes, long count, int maxCount)
        {
            if (count == 0) return default;
            if (stride < entryBytes)
            {
                Report(code, ElfFile.Clamp(offset), $"{what} have {stride.ToString(CultureInfo.InvariantCulture)} bytes each, too few");
                return default;
            }

            if (count > maxCount)
            {
                Report(CryptoModuleDiagnostics.ElfTooMany, ElfFile.Clamp(offset), $"{count.ToString(CultureInfo.InvariantCulture)} {what}; the first {maxCount.ToString(CultureInfo.InvariantCulture)} are read");
                count = maxCount;
            }

            var bytes = source.Slice(ElfFile.Clamp(offset), count * stride);
            if (bytes.Length < count * stride) Report(code, ElfFile.Clamp(offset), $"{what} reach past the end of the file");
            return bytes;
        }

        private void Report(DiagnosticCode code, long offset, string message)
        {
            if (defects.Count < 50) defects.Add(new Defect(code, new Locator(document, offset), message));
        }
    }
}
