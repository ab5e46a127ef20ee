using System.Collections.Immutable;

namespace Compliance.Formats.Packages.Apko.Model;

/// <summary>Users and groups that are added.</summary>
public sealed record ApkoAccounts
{
    /// <summary>A name or a number.</summary>
    public string RunAs { get; init; } = "";

    public ImmutableArray<ApkoUser> Users { get; init; } = [];

    public ImmutableArray<ApkoGroup> Groups { get; init; } = [];
}
