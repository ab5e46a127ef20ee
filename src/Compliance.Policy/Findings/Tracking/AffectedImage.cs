namespace Compliance.Policy.Findings.Tracking;

/// <summary>One package of one image that has a finding, or had it.</summary>
/// <param name="Asset">The class of images; for what an imported file says, its identifier as written.</param>
/// <param name="Image">Digest of the newest manifest that was looked into; empty where only an imported file says so.</param>
/// <param name="Package">Empty where only an imported file says so.</param>
public sealed record AffectedImage(string Asset, string Image, string Package)
{
    public string Installed { get; init; } = "";

    public string Fixed { get; init; } = "";

    /// <summary>First seen there.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Null while it is there.</summary>
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>Why it is gone, and what shows it; empty while it is there.</summary>
    public string GoneBecause { get; init; } = "";

    public bool IsOpen => GoneAt is null;

    /// <summary>Unique identifier of the image for inventories: class and digest.</summary>
    public string Identifier => Image.Length == 0 || Asset.Contains('@', StringComparison.Ordinal) ? Asset : $"{Asset}@{Image}";
}
