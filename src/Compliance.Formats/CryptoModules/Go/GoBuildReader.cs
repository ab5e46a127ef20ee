using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.CryptoModules.Elf;

namespace Compliance.Formats.CryptoModules.Go;

/// <summary>
/// Reads Go build information from section <c>.go.buildinfo</c>: the inline form since Go 1.18 and the pointers before. Survives <c>strip</c>. At most
/// 4 MiB and 50,000 lines.
/// </summary>
public static class GoBuildReader
{
    private const int MaxTextBytes = 4 << 20;
    private const int MaxLines = 50_000;

    /// <summary>
    /// Whether a section says that the Go linker made the file, readable build information or not. Programs of Go before 1.13 have none; files with
    /// nothing but what a debugger needs keep the names without the bytes.
    /// </summary>
    internal static bool IsGo(ElfFile file) =>
        file.Sections.Any(section => section is { Name: ".go.buildinfo" or ".gopclntab" or ".data.rel.ro.gopclntab", Type: not ElfSection.NoBits });

    /// <summary>Null when the file is no Go program or the information is damaged.</summary>
    public static GoBuild? Read(ElfFile file)
    {
        if (file.Section(".go.buildinfo") is not { } section) return null;
        var bytes = file.BytesOf(section);
        if (bytes.Length < 32 || !bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xff, .. " Go buildinf:"u8])) return null;
        var (version, modules) = (bytes.Span[15] & 2) != 0 ? Inline(bytes.Span) : Pointers(file, bytes.Span);
        if (version.Length == 0) return null;
        // The module text stands between two sentinels of 16 bytes.
        modules = modules.Length >= 33 && modules[^17] == '\n' ? modules[16..^16] : "";
        return Parse(version, modules);
    }

    private static (string Version, string Modules) Inline(ReadOnlySpan<byte> bytes)
    {
        var at = 32;
        return (Text(bytes, ref at), Text(bytes, ref at));
    }

    private static string Text(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong length = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (at >= bytes.Length) return "";
            var value = bytes[at++];
            length |= (ulong)(value & 0x7f) << shift;
            if (value < 0x80) break;
        }

        if (length > MaxTextBytes || length > (ulong)(bytes.Length - at)) return "";
        var text = Encoding.Latin1.GetString(bytes.Slice(at, (int)length));
        at += (int)length;
        return text;
    }

    private static (string Version, string Modules) Pointers(ElfFile file, ReadOnlySpan<byte> bytes)
    {
        var size = bytes[14];
        if (size is not (4 or 8)) return ("", "");
        var layout = new ElfLayout(size == 8, (bytes[15] & 1) != 0);
        return (At(file, layout, layout.Word(bytes, 16)), At(file, layout, layout.Word(bytes, 16 + size)));
    }

    /// <summary>A Go string header: address and length.</summary>
    private static string At(ElfFile file, ElfLayout layout, ulong address)
    {
        var header = file.BytesAt(address, (ulong)(2 * layout.WordBytes)).Span;
        var length = layout.Word(header, layout.WordBytes);
        return length is 0 or > MaxTextBytes ? "" : Encoding.Latin1.GetString(file.BytesAt(layout.Word(header, 0), length).Span);
    }

    private static GoBuild Parse(string version, string text)
    {
        var main = "";
        (string, string) module = ("", "");
        var dependencies = ImmutableArray.CreateBuilder<(string Path, string Version)>();
        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Take(MaxLines))
        {
            var parts = line.Split('\t');
            switch (parts[0])
            {
                case "path" when parts.Length > 1:
                    main = parts[1];
                    break;
                case "mod" when parts.Length > 2:
                    module = (parts[1], parts[2]);
                    break;
                case "dep" when parts.Length > 2:
                    dependencies.Add((parts[1], parts[2]));
                    break;
                case "=>" when parts.Length > 2 && dependencies.Count > 0:
                    dependencies[^1] = (parts[1], parts[2]);
                    break;
                case "build" when parts.Length > 1 && parts[1].IndexOf('=', StringComparison.Ordinal) is var at and > 0:
                    settings[parts[1][..at]] = Unquoted(parts[1][(at + 1)..]);
                    break;
            }
        }

        return new GoBuild(version, main, dependencies.ToImmutable(), settings.ToImmutable()) { Main = module };
    }

    private static string Unquoted(string value) => value.Length >= 2 && value[0] == value[^1] && (value[0] is '"' or '`') ? value[1..^1] : value;
}
