using Compliance.Oci.References;

namespace Compliance.Service.CommandLine;

/// <summary>An image as typed on the command line.</summary>
internal static class ImageArgument
{
    /// <exception cref="VerbFailure">It is not a reference.</exception>
    public static ImageReference Parse(string text)
    {
        var reading = ImageReference.Parse(text);
        return reading.TryGet(out var reference)
            ? reference
            : throw new VerbFailure(ExitCodes.Usage, $"'{text}' does not name an image", "how images are named: compliance help images", reading.Defects);
    }
}
