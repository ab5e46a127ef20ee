using System.Collections.Immutable;

namespace Compliance.Policy.Facts;

/// <summary>
/// What a program of the image answered when it was run in a sandbox, and how that stands to what the image's bytes say. It confirms or contradicts facts made from bytes; it
/// never makes one known.
/// </summary>
public sealed record ProbeFact : FactValue
{
    public override FactKind Kind => FactKind.Probe;

    /// <summary>What was asked, for example <c>openssl-md5</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Path of the program that ran.</summary>
    public required string Program { get; init; }

    public required string ProgramSha256 { get; init; }

    /// <summary>Program and arguments.</summary>
    public required ImmutableArray<string> Command { get; init; }

    /// <summary>Unknown when it was killed.</summary>
    public required Knowable<long> ExitCode { get; init; }

    /// <summary>The answer in words; empty when there was none.</summary>
    public required string Seen { get; init; }

    /// <summary>Whether the answer is the one that a module in its approved mode gives.</summary>
    public required Knowable<bool> Approved { get; init; }

    /// <summary>Paths of the cryptographic modules that answered, as far as the load graph says.</summary>
    public required ImmutableArray<string> Modules { get; init; }

    /// <summary><c>confirms</c>, <c>contradicts</c>, or <c>neither</c> where the bytes leave it open or both modes answer alike.</summary>
    public required Knowable<string> Agreement { get; init; }

    /// <summary>What the answer was held against, in words.</summary>
    public required string Detail { get; init; }

    /// <summary>FIPS flag of the kernel that it ran on: <c>on</c>, <c>off</c> or <c>absent</c>.</summary>
    public required string HostFips { get; init; }
}
