using System.Collections.Immutable;

namespace Compliance.Policy.Library.Matrix;

/// <summary>One check that no image's evidence answers, or not all of it: what a person has to provide.</summary>
/// <param name="Method"><c>examine</c>, <c>interview</c> or <c>test</c> (SP 800-53A).</param>
/// <param name="Policies">Ids of the policies that answer the rest of it; empty when people answer all of it.</param>
/// <param name="Controls">Objectives, or controls and rules where there is no objective, to which the evidence speaks; in the catalog's order.</param>
public sealed record NeedRow(string CheckId, string Title, string Method, string Provide, ImmutableArray<string> Policies, ImmutableArray<string> Controls);
