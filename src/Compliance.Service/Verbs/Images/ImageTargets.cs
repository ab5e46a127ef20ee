using System.CommandLine;
using Compliance.Formats.Reading;
using Compliance.Oci.Copying;
using Compliance.Oci.References;
using Compliance.Oci.Registries;
using Compliance.Oci.Registries.Pushing;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Images;

/// <summary>Places that images are put into.</summary>
internal static class ImageTargets
{
    /// <exception cref="VerbFailure">Nothing can be put there.</exception>
    public static IImageTarget Open(CommandContext context, ParseResult parsed, ImageReference to, bool isPlanned)
    {
        var target = to.Transport switch
        {
            ImageTransport.Registry => new RegistryTarget(context.Images.Client(parsed), RepositoryName.Of(to), Limits.Default),
            ImageTransport.OciLayout => Layout(to, isPlanned),
            _ => throw new VerbFailure(ExitCodes.Usage, $"nothing can be copied to '{to}'", "name a registry's repository, or a layout in a folder: oci:<dir>[:tag]"),
        };
        return isPlanned ? new PlannedTarget(target) : target;
    }

    /// <summary>The tag of the destination, else that of the image, else <c>latest</c>.</summary>
    public static string TagOf(ImageReference to, string? own)
    {
        // A registry's reference always has one; only where it was typed does it go before the image's own.
        var isTyped = to.Tag is not null && to.Text.EndsWith($":{to.Tag}", StringComparison.Ordinal);
        return isTyped ? to.Tag! : own ?? to.Tag ?? "latest";
    }

    private static IImageTarget Layout(ImageReference to, bool isPlanned)
    {
        var opened = LayoutTarget.Open(to.Location, Limits.Default, isPlanned);
        return opened.TryGet(out var layout) ? layout : throw VerbFailure.Unreadable(to.Location, opened.Defects);
    }
}
