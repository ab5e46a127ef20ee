using System.Collections.Immutable;
using Compliance.Policy.Library;

namespace Compliance.Evidence.Acquisition;

/// <summary>What the caller gives beside the image: bytes by name, recorded in the package as they are.</summary>
/// <param name="Trust">Files of the trust folder by their path in it; null when there is none.</param>
/// <param name="Sboms">SBOMs by file name.</param>
/// <param name="System">The system file; null when there is none.</param>
public sealed record AuditInputs(
    ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)>? Trust,
    ImmutableArray<(string Name, ReadOnlyMemory<byte> Bytes)> Sboms,
    ReadOnlyMemory<byte>? System)
{
    /// <summary>Waivers and the signatures beside them by file name; null when there are none.</summary>
    public ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)>? Waivers { get; init; }

    /// <summary>Names of collectors that shall not run; see <see cref="Collection.Collectors.Names"/>.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>Files of the folder of human evidence by their path in it; null when there are none.</summary>
    public ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)>? HumanEvidence { get; init; }

    /// <summary>List and signature of a signed set of policies by name; null when the set is not signed.</summary>
    public ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)>? PolicySet { get; init; }

    /// <summary>Files of the folder of findings (scans, VEX documents, history) by their path in it; null when there are none.</summary>
    public ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)>? Findings { get; init; }

    /// <summary>The node inventory; null when there is none.</summary>
    public ReadOnlyMemory<byte>? Nodes { get; init; }

    /// <summary>Files that stand in the policy set beside those of its folder, by their path in it: an imported list of certificates.</summary>
    public ImmutableArray<PolicyFile> Catalogs { get; init; } = [];

    public static AuditInputs None { get; } = new(null, [], null);
}
