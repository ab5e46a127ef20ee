using System.Collections.Immutable;
using Compliance.Evidence.Raw;
using Compliance.Formats.Packages;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Packages;

/// <summary>What the image's os-release says, read once; os-release(5): <c>/etc/os-release</c> takes precedence over <c>/usr/lib/os-release</c>.</summary>
internal sealed class OperatingSystemRelease
{
    private static readonly string[] Paths = ["etc/os-release", "usr/lib/os-release"];

    private OperatingSystemRelease(OsRelease? release, ImmutableArray<Defect> refused) => (Release, Refused) = (release, refused);

    public OsRelease? Release { get; }

    /// <summary>Why it could not be read; empty when it was, or when there is none.</summary>
    public ImmutableArray<Defect> Refused { get; }

    public static OperatingSystemRelease Of(ImageEvidence image, Limits limits) => image.Derived(evidence => Read(evidence, limits));

    /// <summary>A field; unknown when the file is absent, can't be read, or does not state it.</summary>
    public Knowable<string> Field(string name)
    {
        if (Release is null) return Knowable<string>.Unknown(Refused.IsEmpty ? "the image has no os-release" : "os-release can't be read");
        return Release[name] is { Length: > 0 } value ? Knowable<string>.Known(value) : Knowable<string>.Unknown($"os-release does not state {name}");
    }

    /// <summary>Whether the system is this one or derives from it.</summary>
    public bool Is(params ReadOnlySpan<string> ids)
    {
        foreach (var id in ids)
        {
            if (Release is { } release && (release.Id == id || release.IdLike.Contains(id, StringComparer.Ordinal))) return true;
        }

        return false;
    }

    private static OperatingSystemRelease Read(ImageEvidence image, Limits limits)
    {
        foreach (var path in Paths)
        {
            if (image.Root.Resolve(path) is null) continue;
            if (image.File(path) is not { } document || !document.Fits(limits))
                return new OperatingSystemRelease(null, [new Defect(CollectionCodes.DatabaseNotKept, new Locator(path), "os-release is in the image and its bytes are not in evidence")]);
            var reading = OsRelease.Read(document.ReadAll(limits), document.Item.Origin, limits);
            return reading.TryGet(out var release) ? new OperatingSystemRelease(release, []) : new OperatingSystemRelease(null, reading.Defects);
        }

        return new OperatingSystemRelease(null, []);
    }
}
