using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>A policy of a profile.</summary>
public sealed record ProfilePolicyDocument
{
    [Description("Id of the policy.")]
    [RegularExpression(DocumentPatterns.Id)]
    public required string Id { get; init; }

    [Description("Values for its parameters.")]
    public ImmutableSortedDictionary<string, object> Parameters { get; init; } = ImmutableSortedDictionary<string, object>.Empty;

    [Description("Severity here, where it differs from the policy's own.")]
    public Severity? Severity { get; init; }
}
