using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.References;
using Compliance.Oci.Registries;
using Compliance.Oci.Registries.Pulling;
using Compliance.Oci.Snapshots;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Registries;

/// <summary>Opens images wherever they are.</summary>
/// <param name="client">Asked when the first image of a registry is; null where no registry may be asked.</param>
internal sealed class ImageOpener(Func<RegistryClient>? client)
{
    /// <summary>Only the machine's own folders and files.</summary>
    public static ImageOpener Local { get; } = new(null);

    /// <param name="platform">The one image of an index that is wanted; null for all.</param>
    /// <param name="withAttachments">Whether what is attached in a registry is looked for.</param>
    /// <exception cref="VerbFailure">There is no such image, or it can't be had.</exception>
    public ImageSnapshot Open(ImageReference reference, Limits limits, IAuditProgress progress, CancellationToken cancellation, Platform? platform = null, bool withAttachments = true)
    {
        if (reference.Transport != ImageTransport.Registry || client is null)
        {
            var opened = ImageSnapshot.Open(reference, limits, platform, cancellation);
            return opened.TryGet(out var local) ? local : throw VerbFailure.Unreadable(reference.Text, opened.Defects, "how images are named: compliance help images");
        }

        progress.Step($"asking {reference.Location}");
        var request = new PullRequest { Platform = platform, WithAttachments = withAttachments, Progress = new Pulled(progress) };
        var reading = RegistryImages.OpenAsync(client(), reference, request, limits, cancellation).GetAwaiter().GetResult();
        return reading.TryGet(out var snapshot) ? snapshot : throw Failed(reference.Text, reading.Defects);
    }

    /// <summary>A registry that can't be reached is the world's fault, an image that is not what it should be its own.</summary>
    public static VerbFailure Failed(string what, IReadOnlyCollection<Defect> defects) => defects.Any(defect => RegistryCodes.IsAboutTheWay(defect.Code))
        ? new VerbFailure(ExitCodes.InputOutput, $"{what} can't be had", "registries, credentials and certificates: compliance help registries", defects)
        : VerbFailure.Unreadable(what, defects, "how images are named: compliance help images");

    private sealed class Pulled(IAuditProgress progress) : IProgress<PullProgress>
    {
        public void Report(PullProgress value) => progress.Step($"fetching  {Sizes.Of(value.Bytes)} of {Sizes.Of(value.TotalBytes)}");
    }
}
