namespace Compliance.Policy.Results;

/// <summary>A check that an image's evidence can't answer, and what a person has to provide.</summary>
/// <param name="Id">Id of the check.</param>
/// <param name="Method">SP 800-53A method: <c>examine</c>, <c>interview</c> or <c>test</c>.</param>
/// <param name="Provide">What answers it, one sentence.</param>
public sealed record NeededEvidence(string Id, string Title, string Method, string Provide);
