namespace Compliance.Formats.CryptoModules.Cmvp.Algorithms;

/// <summary>An algorithm of a certificate with its validation under the CAVP.</summary>
/// <param name="Name">One of <see cref="AlgorithmTable"/>.</param>
/// <param name="Validation">For example <c>A3548</c>.</param>
public sealed record CmvpAlgorithm(string Name, string Validation)
{
    /// <summary><c>AES-CBC A3548</c>.</summary>
    public override string ToString() => $"{Name} {Validation}";
}
