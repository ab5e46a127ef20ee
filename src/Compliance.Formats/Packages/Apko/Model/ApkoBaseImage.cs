namespace Compliance.Formats.Packages.Apko.Model;

/// <summary>An image that this one is put upon.</summary>
public sealed record ApkoBaseImage
{
    /// <summary>Folder of an OCI layout.</summary>
    public string Image { get; init; } = "";

    /// <summary>Folder of its packages as <c>APKINDEX</c>, one folder an architecture.</summary>
    public string Index { get; init; } = "";
}
