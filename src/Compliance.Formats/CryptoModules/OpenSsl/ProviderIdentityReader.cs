using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.Formats.CryptoModules.Elf;

namespace Compliance.Formats.CryptoModules.OpenSsl;

/// <summary>
/// Reads a provider's identity from its constants. In every build since 3.0 the string table of <c>fipsprov.c</c> has
/// <c>fips=yes</c>, name, <c>buildinfo</c> and version side by side, because they are used side by side; <c>legacyprov.c</c> the same with
/// <c>name</c> in front.
/// </summary>
public static partial class ProviderIdentityReader
{
    /// <summary>
    /// <c>FIPSKEY</c> of OpenSSL's <c>Configure</c>: SHA-256 of "holy hand grenade of antioch". Public by design: it detects damage, not forgery.
    /// </summary>
    public static ImmutableArray<byte> StandardKey { get; } =
        [.. Convert.FromHexString("f4556650ac31d35461610bac4ed81b1a181b2d8a43ea2854cbae22ca74560813")];

    public static ProviderIdentity Read(ElfFile file)
    {
        var found = new SortedSet<(string Name, string Version)>();
        foreach (var region in file.Data()) Collect(region.Span, found);
        var one = found.Count == 1 ? found.Min : ((string Name, string Version)?)null;
        return new ProviderIdentity
        {
            Name = one?.Name,
            Version = one is { } identity ? ModuleVersion.Parse(identity.Version) : null,
            ExportsInitializer = file.Symbols().Any(symbol => symbol is { IsDynamic: true, IsDefined: true, IsGlobal: true, Name: "OSSL_provider_init" }),
            IsFips = EmbeddedText.Holds(file, "fips=yes\0"u8) && EmbeddedText.Holds(file, "\0module-mac\0"u8),
            HasStandardKey = EmbeddedText.Holds(file, StandardKey.AsSpan()),
            EmbeddedMacOffset = file.Section(".rodata1") is { Size: 32 } section && file.BytesOf(section).Length == 32 ? (long)section.Offset : null,
            IsStub = SampleStub.IsMarked(file),
            Candidates = [.. found.Select(pair => $"{pair.Name} {pair.Version}")],
        };
    }

    private static void Collect(ReadOnlySpan<byte> data, SortedSet<(string Name, string Version)> found)
    {
        var anchor = "\0buildinfo\0"u8;
        for (var at = 0; at < data.Length && found.Count < EmbeddedText.MaxFound;)
        {
            var hit = data[at..].IndexOf(anchor);
            if (hit < 0) return;
            at += hit;
            if (NameBefore(data, at) is { } name && VersionAfter(data, at + anchor.Length) is { } version) found.Add((name, version));
            at += anchor.Length;
        }
    }

    /// <summary>The nearest of three strings before that reads like a name: a word, a space, a word.</summary>
    private static string? NameBefore(ReadOnlySpan<byte> data, int end)
    {
        for (var tries = 0; tries < 3 && end > 0; tries++)
        {
            var text = EmbeddedText.Before(data, end);
            if (NamePattern().IsMatch(text)) return text;
            end -= text.Length + 1;
        }

        return null;
    }

    private static string? VersionAfter(ReadOnlySpan<byte> data, int start)
    {
        for (var tries = 0; tries < 3 && start < data.Length; tries++)
        {
            var text = EmbeddedText.After(data, start);
            if (VersionPattern().IsMatch(text)) return text;
            start += text.Length + 1;
        }

        return null;
    }

    [GeneratedRegex(@"^[A-Za-z][^\x00=]{0,120} [^\x00=]{1,120}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}[\w.\-+]{0,60}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex VersionPattern();
}
