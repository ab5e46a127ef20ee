namespace Compliance.Cryptography.Sigstore;

/// <summary>How much must vouch for a signature. Each threshold counts distinct operators, never two entries or timestamps of the same one.</summary>
/// <param name="Logs">Transparency logs that hold the signature.</param>
/// <param name="Times">Sources of time, logs' promises and timestamp authorities together. Not asked for a managed key without a window.</param>
/// <param name="Timestamps">Timestamp authorities among them.</param>
/// <param name="CertificateLogs">Certificate logs that promised to publish the certificate.</param>
public sealed record SigstoreRequirements(int Logs = 1, int Times = 1, int Timestamps = 0, int CertificateLogs = 1)
{
    /// <summary>The public instances' own rule: one log, one time, one certificate log.</summary>
    public static SigstoreRequirements Default { get; } = new();
}
