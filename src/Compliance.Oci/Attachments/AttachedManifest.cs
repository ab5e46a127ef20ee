using Compliance.Oci.Models;

namespace Compliance.Oci.Attachments;

/// <summary>What came of attaching.</summary>
/// <param name="Manifest">The manifest that holds the attachment.</param>
/// <param name="Layer">The document itself.</param>
/// <param name="Tag">The tag under which it can be found; null where the target lists referrers by itself.</param>
public sealed record AttachedManifest(Descriptor Manifest, Descriptor Layer, string? Tag);
