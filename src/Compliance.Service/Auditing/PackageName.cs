using System.Globalization;
using System.Text;
using Compliance.Oci.References;

namespace Compliance.Service.Auditing;

/// <summary>The name of a package where the caller names none: last part of the image's name, the time, and the start of the package's id, so that two audits of one second never meet.</summary>
internal static class PackageName
{
    public static string For(ImageReference image, DateTimeOffset at, string packageId)
    {
        var location = (image.Repository ?? image.Location).TrimEnd('/', '\\');
        var last = Path.GetFileNameWithoutExtension(location[(location.LastIndexOfAny(['/', '\\']) + 1)..]);
        var name = new StringBuilder();
        foreach (var character in image.Tag is { Length: > 0 } tag ? $"{last}-{tag}" : last)
            name.Append(char.IsAsciiLetterOrDigit(character) || character is '.' or '_' ? character : '-');
        var stem = name.ToString().Trim('-', '.');
        return string.Create(CultureInfo.InvariantCulture, $"{(stem.Length == 0 ? "image" : stem)}-{at.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{packageId[..8]}.asice");
    }
}
