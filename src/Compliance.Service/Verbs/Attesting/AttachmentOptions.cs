using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Evidence.Attesting;
using Compliance.Formats.Reading;
using Compliance.Oci.Attachments;
using Compliance.Oci.Models;
using Compliance.Oci.References;
using Compliance.Oci.Registries;
using Compliance.Oci.Registries.Pushing;
using Compliance.Oci.Snapshots;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Registries;

namespace Compliance.Service.Verbs.Attesting;

/// <summary>The image that verbs attach to, and how: form, every platform or the root only, for real or as a plan.</summary>
internal sealed class AttachmentOptions(CommandContext context)
{
    private readonly Argument<string> image = new("image") { Description = "oci:<dir>[:tag|@digest], registry/name[:tag|@digest]; see compliance help images" };
    private readonly Option<Platform?> platform = PlatformOption.Create();
    private readonly Option<bool> legacy = new("--legacy") { Description = "Attach under cosign's older tags .sig and .att instead of a bundle" };
    private readonly Option<bool> recursive = new("--recursive") { Description = "Of an index also every image in it" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Sign, say what would be written, write nothing" };
    private readonly Option<bool> json = JsonOption.Create();

    public void AddTo(Command verb)
    {
        verb.Add(image);
        foreach (var option in (Option[])[platform, legacy, recursive, dryRun, json]) verb.Add(option);
    }

    public AttachmentForm Form(ParseResult parsed) => parsed.GetValue(legacy) ? AttachmentForm.LegacyTag : AttachmentForm.Bundle;

    public bool IsDryRun(ParseResult parsed) => parsed.GetValue(dryRun);

    public bool IsJson(ParseResult parsed) => parsed.GetValue(json);

    /// <exception cref="VerbFailure">The image can't be read, or nothing can be attached where it is.</exception>
    public (IAttachmentTarget Target, ImmutableArray<Descriptor> Images) Open(ParseResult parsed, CancellationToken cancellation)
    {
        using var snapshot = Snapshot(parsed, cancellation);
        if (!snapshot.UnreadableImages.IsEmpty && parsed.GetValue(recursive)) throw VerbFailure.Unreadable("an image of the index", snapshot.Defects);
        var target = Target(parsed, snapshot);
        return (IsDryRun(parsed) ? new PlannedAttachments(target) : target, parsed.GetValue(recursive) ? All(snapshot) : [snapshot.Root]);
    }

    /// <summary>Registry and repository of the image; empty for a layout.</summary>
    public string Repository(ParseResult parsed) => ImageArgument.Parse(parsed.GetValue(image)!) is { Transport: ImageTransport.Registry } reference ? RepositoryName.Of(reference).ToString() : "";

    /// <summary>The root, and every image that it leads to.</summary>
    /// <exception cref="VerbFailure">The image can't be read.</exception>
    public ImmutableArray<Descriptor> Descriptors(ParseResult parsed, CancellationToken cancellation)
    {
        using var snapshot = Snapshot(parsed, cancellation);
        return All(snapshot);
    }

    private static ImmutableArray<Descriptor> All(ImageSnapshot snapshot) => [.. snapshot.Images.Select(one => one.Descriptor).Prepend(snapshot.Root).DistinctBy(one => one.Digest)];

    private ImageSnapshot Snapshot(ParseResult parsed, CancellationToken cancellation)
    {
        var reference = ImageArgument.Parse(parsed.GetValue(image)!);
        if (reference.Transport is not (ImageTransport.OciLayout or ImageTransport.Registry))
            throw new VerbFailure(ExitCodes.Usage, $"nothing can be attached to '{reference}'", "name a layout in a folder: oci:<dir>, or an image in a registry; an archive is copied first (compliance copy)");
        return context.Images.For(parsed).Open(reference, Limits.Default, SilentProgress.Instance, cancellation, parsed.GetValue(platform), withAttachments: false);
    }

    private IAttachmentTarget Target(ParseResult parsed, ImageSnapshot snapshot)
    {
        if (snapshot.Reference.Transport == ImageTransport.Registry) return new RegistryTarget(context.Images.Client(parsed), RepositoryName.Of(snapshot.Reference), Limits.Default);
        var opened = LayoutAttachments.Open(snapshot.Reference.Location, snapshot.Root);
        return opened.TryGet(out var layout) ? layout : throw VerbFailure.Unreadable("the layout", opened.Defects);
    }
}
