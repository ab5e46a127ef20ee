using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Pipeline.Compose.Locking;

/// <summary>What a lock says beside the packages.</summary>
/// <param name="ConfigName">File name of the configuration.</param>
/// <param name="ConfigChecksum">As in <see cref="PackageLock"/>.</param>
/// <param name="Config">Digest of the configuration file.</param>
/// <param name="Engine">Version of this program.</param>
/// <param name="Catalogs">Data that decisions depend on, by name.</param>
public sealed record LockContext(string ConfigName, string ConfigChecksum, Digest Config, string Engine, ImmutableArray<(string Name, Digest Digest)> Catalogs);
