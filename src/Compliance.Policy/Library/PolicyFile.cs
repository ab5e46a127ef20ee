namespace Compliance.Policy.Library;

/// <summary>One file of the <c>policies/</c> folder.</summary>
/// <param name="Path">Relative to the folder, with <c>/</c>: <c>sbom/sbom-present/policy.yaml</c>.</param>
public sealed record PolicyFile(string Path, ReadOnlyMemory<byte> Content);
