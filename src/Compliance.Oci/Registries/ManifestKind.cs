using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Oci.Models;

namespace Compliance.Oci.Registries;

/// <summary>The media type of a manifest: as the registry states it where that is one of a manifest, else as the document does, else by its members.</summary>
internal static class ManifestKind
{
    public static IReadOnlyList<string> Accepted { get; } = [OciMediaTypes.Index.Text, OciMediaTypes.Manifest.Text, OciMediaTypes.DockerManifestList.Text, OciMediaTypes.DockerManifest.Text];

    public static MediaType Of(string? stated, ReadOnlyMemory<byte> content)
    {
        if (stated is not null && Accepted.Contains(stated, StringComparer.Ordinal)) return new MediaType(stated);
        if (!StrictJson.Read(content, "manifest", Limits.Default).TryGet(out var tree)) return OciMediaTypes.Manifest;
        if (tree.Root["mediaType"].AsText is { Length: > 0 } own) return new MediaType(own);
        return tree.Root["manifests"].IsList ? OciMediaTypes.Index : OciMediaTypes.Manifest;
    }
}
