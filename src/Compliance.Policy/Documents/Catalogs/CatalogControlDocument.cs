using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>One control or rule of a catalog.</summary>
public sealed record CatalogControlDocument
{
    [Description("Id as the framework writes it.")]
    [MinLength(1)]
    public required string Id { get; init; }

    [Description("Title.")]
    [MinLength(1)]
    public required string Title { get; init; }

    [Description("Assessment objectives of SP 800-53A.")]
    public ImmutableArray<string> Objectives { get; init; } = [];

    [Description("Legacy FedRAMP Rev5 baselines that it is in.")]
    public ImmutableArray<string> Baselines { get; init; } = [];

    [Description("CR26 classes that it is in.")]
    public ImmutableArray<string> Classes { get; init; } = [];

    [Description("Whether it binds only uses of cryptography that the system file declares.")]
    public bool? BindsDeclaredUses { get; init; }

    [Description("How binding it is, where that is the same for every class.")]
    public Force? Force { get; init; }

    [Description("How binding it is by class.")]
    public ImmutableSortedDictionary<string, string> ForceByClass { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
