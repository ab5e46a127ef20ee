using System.Collections.Immutable;
using Compliance.Policy.Documents;
using Compliance.Policy.Results;

namespace Compliance.Policy.Library;

/// <summary>A policy as a profile and a system use it.</summary>
/// <param name="Parameters">Every parameter with the value that is used.</param>
/// <param name="Controls">Those of the profile's frameworks, with the force that the profile gives them.</param>
public sealed record SelectedPolicy(Policy Policy, Severity Severity, ImmutableSortedDictionary<string, object> Parameters, ImmutableArray<ControlReference> Controls);
