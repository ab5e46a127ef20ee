using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.Java;

/// <summary>
/// Cryptographic providers inside jars, wars and ears: known by the classes that register them, nested jars and native libraries included. At most
/// <see cref="MaxDepth"/> levels and <see cref="MaxUnpackedBytes"/> unpacked bytes a file.
/// </summary>
internal sealed class JarScanner
{
    private const int MaxDepth = 3;
    private const int MaxNestedBytes = 64 << 20;
    private const int MaxSmallBytes = 1 << 20;
    private const int MaxModules = 200;
    private const long MaxUnpackedBytes = 512L << 20;

    private readonly List<FoundModule> found = [];
    private long unpacked;

    public static bool IsArchive(ReadOnlySpan<char> path) =>
        path.EndsWith(".jar", StringComparison.Ordinal) || path.EndsWith(".war", StringComparison.Ordinal) || path.EndsWith(".ear", StringComparison.Ordinal);

    public static ImmutableArray<FoundModule> Scan(ByteSource bytes)
    {
        var scanner = new JarScanner();
        scanner.Visit("", bytes, 1);
        return [.. scanner.found.OrderBy(module => module.Evidence.FirstOrDefault(), StringComparer.Ordinal).ThenBy(module => module.Name, StringComparer.Ordinal)];
    }

    private void Visit(string within, ByteSource source, int depth)
    {
        var contents = new JarContents();
        var nested = new List<JarEntry>();
        foreach (var entry in JarReader.Entries(source))
        {
            contents.Add(entry);
            if (IsArchive(entry.Name) || entry.Name.EndsWith(".so", StringComparison.Ordinal)) nested.Add(entry);
        }

        if (contents.HasProvider) found.AddRange(JarProviders.Find(contents, within, entry => Unpack(source, entry, MaxSmallBytes)).Take(MaxModules - found.Count));
        foreach (var entry in nested)
        {
            if (found.Count >= MaxModules) return;
            if (Unpack(source, entry, MaxNestedBytes) is not { } bytes) continue;
            var name = within.Length == 0 ? entry.Name : $"{within}!{entry.Name}";
            if (JarReader.HasMagic(bytes)) VisitNested(name, bytes, depth);
            else if (ElfReader.HasMagic(bytes)) Library(name, bytes);
        }
    }

    private void VisitNested(string name, byte[] bytes, int depth)
    {
        if (depth < MaxDepth) Visit(name, ByteSource.Of(bytes), depth + 1);
    }

    private void Library(string name, byte[] bytes)
    {
        if (!ElfReader.Read(bytes, name).TryGet(out var elf)) return;
        var subject = new ModuleSubject(elf);
        foreach (var module in ModuleRules.All.SelectMany(rule => rule.Find(subject)).Take(MaxModules - found.Count))
        {
            // What it would activate is decided where it is unpacked to, which is not seen here.
            found.Add(module with { Evidence = module.Evidence.Insert(0, $"in {name}"), Libcrypto = null, Complete = null, WantsBytes = false });
        }
    }

    private byte[]? Unpack(ByteSource source, JarEntry entry, int maxBytes)
    {
        if (unpacked >= MaxUnpackedBytes) return null;
        var bytes = JarReader.Bytes(source, entry, maxBytes);
        unpacked += bytes?.Length ?? Math.Min(entry.PackedSize, maxBytes);
        return bytes;
    }
}
