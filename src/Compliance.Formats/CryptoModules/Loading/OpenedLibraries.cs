using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.Loading;

/// <summary>
/// Cryptographic libraries that a program opens by name: the names lie in its data, whole or as a beginning that a version is appended to. One search for
/// <c>.so</c>, whatever the number of names.
/// </summary>
internal static class OpenedLibraries
{
    /// <summary>More names in one file are not looked at: it is then taken to open all of them.</summary>
    private const int MaxNames = 4096;

    private static readonly ImmutableArray<string> Known =
    [
        "libbotan", "libcrypto", "libcryptsetup", "libfreebl3", "libfreeblpriv3", "libgcrypt", "libgnutls", "libhcrypto", "libhogweed", "libkcapi", "libmbedcrypto", "libmbedtls", "libnettle",
        "libnss3", "libnssdbm3", "libp11-kit", "libsodium", "libsoftokn3", "libssl", "libssl3", "libtomcrypt", "libwolfssl",
    ];

    /// <summary>Such as <c>libssl.so</c>, sorted; without what the file links anyway.</summary>
    public static ImmutableArray<string> Of(ModuleSubject subject)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var left = MaxNames;
        foreach (var region in subject.Elf.Data())
        {
            var span = region.Span;
            for (var at = 0; at < span.Length && left > 0; left--)
            {
                var hit = span[at..].IndexOf(".so"u8);
                if (hit < 0) break;
                at += hit;
                Add(EmbeddedText.Before(span, at), found);
                at += 3;
            }
        }

        return [.. (left == 0 ? Known : [.. found]).Select(name => $"{name}.so").Where(name => !subject.Needs(name))];
    }

    /// <summary>The name may stand behind a folder.</summary>
    private static void Add(string text, SortedSet<string> found)
    {
        foreach (var name in Known)
        {
            if (text.EndsWith(name, StringComparison.Ordinal) && (text.Length == name.Length || text[^(name.Length + 1)] is '/' or ':' or ' ' or '"')) found.Add(name);
        }
    }
}
