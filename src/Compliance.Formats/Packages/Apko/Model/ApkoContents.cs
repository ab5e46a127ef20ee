using System.Collections.Immutable;

namespace Compliance.Formats.Packages.Apko.Model;

/// <summary>What packages an image has and where they come from.</summary>
public sealed record ApkoContents
{
    /// <summary>Used while composing, not named in the image.</summary>
    public ImmutableArray<string> BuildRepositories { get; init; } = [];

    /// <summary>Named in the image, not used while composing.</summary>
    public ImmutableArray<string> RuntimeRepositories { get; init; } = [];

    /// <summary>Both.</summary>
    public ImmutableArray<string> Repositories { get; init; } = [];

    /// <summary>Paths or addresses of public keys. They say which keys the author used; trust comes from the caller.</summary>
    public ImmutableArray<string> Keyring { get; init; } = [];

    /// <summary>Keys for the image only.</summary>
    public ImmutableArray<ApkoNamedContent> RuntimeKeyring { get; init; } = [];

    /// <summary>The world.</summary>
    public ImmutableArray<string> Packages { get; init; } = [];

    public ApkoBaseImage? BaseImage { get; init; }
}
