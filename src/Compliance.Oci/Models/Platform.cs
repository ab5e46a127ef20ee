namespace Compliance.Oci.Models;

/// <summary>The platform of an image (OCI image-index.md, "platform"); empty text for what is not stated.</summary>
public sealed record Platform(string Os, string Architecture, string Variant = "", string OsVersion = "")
{
    /// <summary>BuildKit marks attestation manifests so.</summary>
    public bool IsUnknown => Os == "unknown" && Architecture == "unknown";

    /// <summary><c>os/architecture[/variant]</c>.</summary>
    public override string ToString() => Variant.Length == 0 ? $"{Os}/{Architecture}" : $"{Os}/{Architecture}/{Variant}";
}
