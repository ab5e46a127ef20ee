using System.Collections.Immutable;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Trust;

namespace Compliance.Cryptography.Documents;

/// <summary>What came of the detached signature beside a document.</summary>
public sealed record DocumentSignature(ImmutableArray<VerificationCheck> Checks)
{
    /// <summary>The trusted identity whose key signed; null unless <see cref="IsVerified"/>.</summary>
    public TrustedIdentity? Signer { get; init; }

    /// <summary>The worst check.</summary>
    public CheckOutcome Outcome => VerificationCheck.Worst(Checks);

    public bool IsVerified => Outcome >= CheckOutcome.Note && Signer is not null;

    /// <summary>The worst check in words, with its code; empty when verified.</summary>
    public string Problem => IsVerified ? "" : Checks.Where(check => check.Outcome == Outcome).Select(check => $"{check.Detail} ({check.Code})").FirstOrDefault() ?? "nothing was checked";
}
