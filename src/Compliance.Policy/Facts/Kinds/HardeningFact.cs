using System.Collections.Immutable;

namespace Compliance.Policy.Facts;

/// <summary>What the image's configuration and files say about its attack surface.</summary>
public sealed record HardeningFact : FactValue
{
    public override FactKind Kind => FactKind.Hardening;

    /// <summary>The numeric user that the image runs as, resolved through its passwd file.</summary>
    public required Knowable<long> Uid { get; init; }

    public required Knowable<bool> RunsAsRoot { get; init; }

    /// <summary>Paths of command interpreters (sh, bash, busybox, ...).</summary>
    public required Knowable<ImmutableArray<string>> Shells { get; init; }

    /// <summary>Paths of package manager programs (apk, apt, dpkg, pip, npm, ...).</summary>
    public required Knowable<ImmutableArray<string>> PackageManagers { get; init; }

    /// <summary>Paths with the set-user-id or set-group-id bit.</summary>
    public required Knowable<ImmutableArray<string>> SetuidFiles { get; init; }

    /// <summary>World-writable files, and world-writable directories without the sticky bit.</summary>
    public required Knowable<ImmutableArray<string>> WorldWritable { get; init; }

    /// <summary>Environment variables whose names say that they hold a secret.</summary>
    public required Knowable<ImmutableArray<string>> SecretEnvNames { get; init; }

    /// <summary>Files that look like private keys or credential stores, by path.</summary>
    public required Knowable<ImmutableArray<string>> CredentialFiles { get; init; }
}
