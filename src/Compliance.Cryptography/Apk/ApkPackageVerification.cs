using System.Collections.Immutable;
using Compliance.Cryptography.Checks;
using Compliance.Formats;
using Compliance.Formats.Packages.Apk;

namespace Compliance.Cryptography.Apk;

/// <summary>What a package file's bytes are, and whether they are what its signature and metadata say.</summary>
/// <param name="Identity">SHA-1 of the compressed control section: <c>C:</c> of indexes.</param>
/// <param name="File">SHA-256 of the whole file.</param>
public sealed record ApkPackageVerification(
    ApkSignatureResult Signature, ImmutableArray<VerificationCheck> Checks, ApkChecksum Identity, Digest File, Digest Control, Digest Data)
{
    /// <summary>The worst of all checks, signature included.</summary>
    public CheckOutcome Outcome => VerificationCheck.Worst([.. Signature.Checks, .. Checks]);
}
