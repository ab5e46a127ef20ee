using Compliance.Cryptography.Apk;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Apk.Repositories;
using Compliance.Pipeline.Compose.Locking;

namespace Compliance.Pipeline.Compose;

/// <summary>All that a composition depends on: the same request gives the same bytes.</summary>
/// <param name="Document">How defects name the configuration.</param>
/// <param name="Keyring">Whom the caller trusts. Names of keys in the configuration say what the image keeps, not what is trusted.</param>
public sealed record ComposeRequest(ApkoConfiguration Configuration, string Document, IRepositoryFiles Files, ApkKeyring Keyring)
{
    /// <summary>Seconds since 1970-01-01 UTC for everything without a time of its own; null takes the newest build date of the packages.</summary>
    public long? Epoch { get; init; }

    /// <summary>Signatures over SHA-1 are taken, with a note. Otherwise they are none.</summary>
    public bool AllowLegacySignatures { get; init; } = true;

    /// <summary>Takes the place of the solver; null solves.</summary>
    public PackageLock? Lock { get; init; }

    /// <summary>Of the configuration and what it includes, as locks name it; empty when nobody computed it.</summary>
    public string ConfigChecksum { get; init; } = "";

    /// <summary>Bytes of files of one image, which is held in memory.</summary>
    public long MaxImageBytes { get; init; } = 1L << 30;

    public Limits Limits { get; init; } = Limits.Default;
}
