using Compliance.Formats;
using Compliance.Formats.Reading;

namespace Compliance.Oci.References;

/// <summary>Parts folder or file, tag and digest. Colons occur in all three, and in Windows' drive letters.</summary>
internal static class LocalReference
{
    public static Reading<ImageReference> Parse(string text, ImageTransport transport, string rest)
    {
        Digest? digest = null;
        var at = rest.LastIndexOf('@');
        if (at >= 0 && LooksLikeDigest(rest[(at + 1)..]))
        {
            if (!Digest.TryParse(rest[(at + 1)..], out digest))
                return ImageReference.Bad(text, $"'{rest[(at + 1)..]}' is not a digest (sha256, sha384 or sha512 with lower-case hexadecimal digits)");
            rest = rest[..at];
        }

        var splits = Splits(rest);
        // Without looking at the disk: the last colon parts, unless a separator follows it, which makes it part of a folder's name.
        var chosen = splits.FirstOrDefault(split => split.Tag.IndexOfAny(['/', '\\']) < 0);
        var (location, tag) = chosen.Location is null ? (rest, null) : (chosen.Location, (string?)chosen.Tag);
        if (location.Length == 0) return ImageReference.Bad(text, "no folder or file is named");
        if (tag is { Length: 0 }) return ImageReference.Bad(text, "the tag after ':' is empty");
        return Readings.Accept(new ImageReference
        {
            Text = text,
            Transport = transport,
            Location = location,
            Tag = tag,
            Digest = digest,
            OtherSplits = [.. splits.Where(split => split.Location != location && split.Location.Length > 0 && split.Tag.Length > 0)],
        });
    }

    private static List<(string Location, string Tag)> Splits(string rest)
    {
        var splits = new List<(string, string)>();
        for (var colon = rest.LastIndexOf(':'); colon >= 0; colon = colon == 0 ? -1 : rest.LastIndexOf(':', colon - 1))
        {
            var isDrive = colon == 1 && char.IsAsciiLetter(rest[0]) && rest.Length > 2 && rest[2] is '\\' or '/';
            if (!isDrive) splits.Add((rest[..colon], rest[(colon + 1)..]));
        }

        return splits;
    }

    private static bool LooksLikeDigest(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && text.AsSpan(0, colon).IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789+._-") < 0 && !text.Contains('/', StringComparison.Ordinal);
    }
}
