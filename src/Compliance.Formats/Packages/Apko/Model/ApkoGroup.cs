using System.Collections.Immutable;

namespace Compliance.Formats.Packages.Apko.Model;

/// <summary>One group.</summary>
public sealed record ApkoGroup
{
    public string Name { get; init; } = "";

    public long Gid { get; init; }

    public ImmutableArray<string> Members { get; init; } = [];
}
