using System.Collections.Immutable;

namespace Compliance.Policy.Library.Matrix;

/// <summary>One control, or one objective of it, with what speaks to it.</summary>
/// <param name="Title">The catalog's title of the control.</param>
/// <param name="Objective">Assessment objective of SP 800-53A; empty where the framework has none.</param>
/// <param name="Policies">Ids, ordinal order; empty when no image's evidence speaks to the control.</param>
/// <param name="Profiles">Ids of the profiles that show this framework and hold one of the policies, ordinal order.</param>
/// <param name="Force"><c>must</c>, <c>should</c>, <c>may</c>, or by class (<c>B should, C must</c>); empty where the framework does not say.</param>
public sealed record ControlMatrixRow(string Framework, string ControlId, string Title, string Objective, ImmutableArray<string> Policies, ImmutableArray<string> Profiles, string Force)
{
    /// <summary><c>image evidence</c> where a policy speaks to it, otherwise <c>human evidence</c>.</summary>
    public string Kind => Policies.IsEmpty ? "human evidence" : "image evidence";
}
