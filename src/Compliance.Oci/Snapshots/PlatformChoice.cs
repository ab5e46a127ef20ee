using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Oci.Models;

namespace Compliance.Oci.Snapshots;

/// <summary>Which members of an index belong to one platform.</summary>
internal static class PlatformChoice
{
    /// <summary>The first image of that platform and what BuildKit says of it; none when there is no such image.</summary>
    public static ImmutableArray<Descriptor> Of(ImageIndex index, Platform wanted)
    {
        if (index.Manifests.FirstOrDefault(member => !IsBuildKitAttestation(member, out _) && Fits(member.Platform, wanted)) is not { } chosen) return [];
        return [chosen, .. index.Manifests.Where(member => IsBuildKitAttestation(member, out var subject) && subject == chosen.Digest)];
    }

    /// <summary>Whether a platform is the one that is wanted; a variant only counts where one is wanted.</summary>
    public static bool Fits(Platform? one, Platform wanted) =>
        one is not null && one.Os == wanted.Os && one.Architecture == wanted.Architecture && (wanted.Variant.Length == 0 || one.Variant == wanted.Variant);

    /// <summary>An attestation manifest that BuildKit put beside the images of an index.</summary>
    /// <param name="subject">What it says that it is about; null when it does not say.</param>
    public static bool IsBuildKitAttestation(Descriptor member, out Digest? subject)
    {
        subject = null;
        if (member.Annotations.GetValueOrDefault("vnd.docker.reference.type") != "attestation-manifest") return false;
        if (!Digest.TryParse(member.Annotations.GetValueOrDefault("vnd.docker.reference.digest"), out subject)) subject = null;
        return member.Platform is null || member.Platform.IsUnknown;
    }
}
