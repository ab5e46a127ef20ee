using System.Text;
using System.Text.RegularExpressions;

namespace Compliance.Formats.Packages.Languages;

/// <summary>
/// Specifications of installed gems, which RubyGems writes as Ruby: assignments of literals, one a line (<c>s.name = "rake".freeze</c>). Nothing is run; what is computed is not
/// known.
/// </summary>
internal static partial class RubySpecification
{
    private const int MaxCharacters = 1 << 20;

    public static bool IsFile(ReadOnlySpan<char> path) => path.EndsWith(".gemspec", StringComparison.Ordinal) && path.Contains("specifications/", StringComparison.Ordinal);

    public static void Read(MetadataReading reading, ReadOnlyMemory<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes.Span[..Math.Min(bytes.Length, MaxCharacters)]);
        var (name, version, platform, licence) = ("", "", "", "");
        foreach (Match match in Assignment().Matches(text))
        {
            var value = match.Groups["value"].Value;
            switch (match.Groups["member"].Value)
            {
                case "name" when name.Length == 0: name = value; break;
                case "version" when version.Length == 0: version = value; break;
                case "platform" when platform.Length == 0: platform = value; break;
                case "license" when licence.Length == 0: licence = value; break;
            }
        }

        if (licence.Length == 0) licence = string.Join(" OR ", Licences().Match(text).Groups["value"].Captures.Select(capture => capture.Value));
        if (name.Length == 0 && version.Length == 0) reading.Refuse("no specification of a gem that can be read without running it");
        else reading.Add("gem", "", name, version, licence);
    }

    [GeneratedRegex("""^[ \t]*[a-z_]+\.(?<member>name|version|platform|license)[ \t]*=[ \t]*(Gem::Version\.new[ (]*)?["'](?<value>[^"'\n]{1,200})["']""", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Assignment();

    [GeneratedRegex("""^[ \t]*[a-z_]+\.licenses[ \t]*=[ \t]*\[([ \t]*["'](?<value>[^"'\n]{1,200})["'](\.freeze)?[ \t]*,?)+""", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Licences();
}
