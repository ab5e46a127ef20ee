using System.Collections.Immutable;
using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Pipeline.Compose.Output;
using Compliance.Policy.Library;

namespace Compliance.Pipeline.Compose.Locking;

/// <summary>What a lock says beside the packages.</summary>
/// <param name="ConfigName">File name of the configuration.</param>
/// <param name="ConfigChecksum">As in <see cref="PackageLock"/>.</param>
/// <param name="Config">Digest of the configuration file.</param>
/// <param name="Engine">Version of this program.</param>
/// <param name="Catalogs">Data that decisions depend on, by name.</param>
public sealed record LockContext(string ConfigName, string ConfigChecksum, Digest Config, string Engine, ImmutableArray<(string Name, Digest Digest)> Catalogs)
{
    /// <summary>Name of the file of a configuration that was planned.</summary>
    public const string PlannedName = "configuration.apko.json";

    /// <summary>Of a configuration that was planned: it has no file of the owner, and is named as <see cref="LockedConfiguration"/> writes it.</summary>
    public static LockContext OfPlanned(ApkoConfiguration configuration, string engine, IEnumerable<PolicyFile> policies)
    {
        var digest = ContentHasher.Sha256(LockedConfiguration.Write(configuration));
        return new LockContext(PlannedName, ChecksumOf(digest), digest, engine, CatalogsOf(policies));
    }

    /// <summary>What a lock says of the data that decisions depend on.</summary>
    public static ImmutableArray<(string Name, Digest Digest)> CatalogsOf(IEnumerable<PolicyFile> policies)
    {
        using var catalog = new ContentHasher();
        foreach (var one in policies.OrderBy(one => one.Path, StringComparer.Ordinal)) catalog.Append(Encoding.UTF8.GetBytes($"{one.Path}\n{ContentHasher.Sha256(one.Content.Span)}\n"));
        return [("policies", catalog.Finish())];
    }

    /// <summary>As locks name a configuration: over it and what it includes.</summary>
    public static string ChecksumOf(Digest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return $"sha256-{Convert.ToBase64String(Convert.FromHexString(digest.Hex))}";
    }
}
