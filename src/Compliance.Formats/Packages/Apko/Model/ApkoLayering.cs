namespace Compliance.Formats.Packages.Apko.Model;

/// <summary>How an image is cut into layers.</summary>
public sealed record ApkoLayering
{
    /// <summary><c>origin</c> or empty.</summary>
    public string Strategy { get; init; } = "";

    /// <summary>Layers with packages, at most.</summary>
    public int Budget { get; init; }
}
