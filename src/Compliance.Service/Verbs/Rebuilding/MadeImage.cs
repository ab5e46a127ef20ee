using System.CommandLine;
using Compliance.Formats.Reading;
using Compliance.Oci.References;
using Compliance.Oci.Snapshots;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Compose.Output;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Verbs.Images;

namespace Compliance.Service.Verbs.Rebuilding;

/// <summary>A composed image and where it goes.</summary>
/// <param name="Folder">Of the layout; null for none.</param>
/// <param name="PushTo">As the caller named it; null for nowhere.</param>
internal sealed record MadeImage(Composition Composition, string? Folder, ImageReference? PushTo)
{
    /// <summary>Where it was pushed to, with its tag; empty when it was not.</summary>
    public string Pushed { get; private set; } = "";

    /// <summary>The image where it can be read again, as a caller would type it: by digest where it was pushed to, since a tag may be another's a moment later.</summary>
    public string Name => PushTo switch
    {
        null => $"oci:{Folder}:{RebuiltLayout.Tag}",
        { Transport: ImageTransport.Registry } => $"{Pushed[..Pushed.LastIndexOf(':')]}@{Composition.IndexDigest}",
        _ => $"oci:{PushTo.Location}@{Composition.IndexDigest}",
    };

    /// <param name="attached">The image with what is attached to it; null for the image alone.</param>
    /// <exception cref="VerbFailure">The target does not take it.</exception>
    public async Task PushAsync(CommandContext context, ParseResult parsed, AttachedLayout? attached, IAuditProgress progress, CancellationToken cancellation)
    {
        if (PushTo is null) return;
        var layout = attached ?? new AttachedLayout();
        if (attached is null) layout.Add(Composition, RebuiltLayout.Tag);
        var opened = ImageSnapshot.Open(layout.ToMemory(), ImageArgument.Parse($"oci:memory:{RebuiltLayout.Tag}"), Limits.Default, cancellation);
        if (!opened.TryGet(out var snapshot)) throw VerbFailure.Unreadable("the composed image", opened.Defects);
        using var held = snapshot;
        Pushed = await CopyVerb.PushAsync(context, parsed, held, PushTo, PushTo.Tag ?? "latest", progress, cancellation).ConfigureAwait(false);
    }
}
