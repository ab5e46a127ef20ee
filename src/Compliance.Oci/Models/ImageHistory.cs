namespace Compliance.Oci.Models;

/// <summary>One step of an image's history as its builder wrote it: a claim, not evidence.</summary>
/// <param name="Created">RFC 3339 as written.</param>
/// <param name="IsEmptyLayer">The step made no layer.</param>
public sealed record ImageHistory(string Created, string CreatedBy, string Comment, bool IsEmptyLayer);
