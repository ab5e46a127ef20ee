namespace Compliance.Service.Verbs;

/// <summary>What <c>verify</c> was asked: file names as typed.</summary>
internal sealed record VerifyRequest(string Package, string? Anchor, string? Image, string? Trust)
{
    public string? Feeds { get; init; }

    /// <summary>Run the probes again.</summary>
    public bool Probe { get; init; }
}
