using System.Collections.Immutable;
using Compliance.Cryptography.Checks;
using Compliance.Formats;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Reading;

namespace Compliance.Pipeline.Apk.Inspecting;

/// <summary>A package or index file with what was found about it.</summary>
/// <param name="Path">As the caller named it, or below the folder that the caller named.</param>
/// <param name="Package">Its record as an index would have it; null for an index, and for what can't be read.</param>
/// <param name="Digest">SHA-256 of the whole file; null for what can't be read.</param>
/// <param name="Defects">Why it can't be read; else what is odd about it.</param>
public sealed record InspectedFile(string Path, ApkPackage? Package, Digest? Digest, ImmutableArray<VerificationCheck> Checks, ImmutableArray<Defect> Defects)
{
    public bool IsReadable => Digest is not null;

    /// <summary>The worst check; failed for what can't be read.</summary>
    public CheckOutcome Outcome => IsReadable ? VerificationCheck.Worst(Checks) : CheckOutcome.Failed;
}
