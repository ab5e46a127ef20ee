using System.Collections.Immutable;

namespace Compliance.Pipeline.Delta;

/// <summary>Figures of one side.</summary>
/// <param name="Bytes">Compressed layers of all platforms.</param>
/// <param name="PackagesInSbom">Of <paramref name="Packages"/>; null where that is unknown for any.</param>
/// <param name="Signatures">Signatures that verify under the caller's trust.</param>
/// <param name="Signers">Their names, sorted.</param>
/// <param name="Algorithms">Of those signatures, sorted.</param>
/// <param name="Modules">Cryptographic modules with version and activation, sorted.</param>
public sealed record DeltaState(
    long Bytes, long Layers, long Packages, long? PackagesInSbom, long Signatures, ImmutableArray<string> Signers, ImmutableArray<string> Algorithms, ImmutableArray<string> Modules);
