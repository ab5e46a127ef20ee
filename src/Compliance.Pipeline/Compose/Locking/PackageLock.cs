using System.Collections.Immutable;
using System.Globalization;
using Compliance.Cryptography.Hashing;
using Compliance.Cryptography.Keys;
using Compliance.Formats;
using Compliance.Formats.Attestation;
using Compliance.Formats.Packages.Apko.Locks;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Statements;

namespace Compliance.Pipeline.Compose.Locking;

/// <summary>Which packages an image gets, in which order: apko's lock of version 1, or one of version 2, which also pins whole files and indexes by SHA-256 and is signed.</summary>
/// <param name="ConfigChecksum"><c>sha256-</c> and base64, over the configuration and what it includes; empty where an older lock does not say.</param>
/// <param name="Epoch">Seconds since 1970-01-01 UTC; null in a lock of version 1.</param>
/// <param name="Indexes">Empty in a lock of version 1.</param>
/// <param name="Packages">In order of installation, architecture by architecture.</param>
public sealed record PackageLock(string ConfigChecksum, long? Epoch, ImmutableArray<LockedIndex> Indexes, ImmutableArray<LockedPackage> Packages)
{
    /// <summary>Rejected: no lock, or one of version 2 without a signature by the key.</summary>
    /// <param name="key">Whose locks of version 2 are taken; null takes none of them. Version 1 has no signatures.</param>
    public static Reading<PackageLock> Open(ReadOnlyMemory<byte> bytes, string document, PublicKey? key, Limits limits)
    {
        var reading = StrictJson.Read(bytes, document, limits);
        if (!reading.TryGet(out var json)) return Readings.Reject<PackageLock>(reading.Defects);
        if (!DsseEnvelope.IsEnvelope(json.Root)) return ApkoLock.Read(bytes, document, limits).Select(Of);
        var envelope = DsseEnvelope.Read(json.Root, limits);
        if (!envelope.TryGet(out var dsse)) return Readings.Reject<PackageLock>(envelope.Defects);
        var signed = dsse.PreAuthenticationEncoding();
        return key is not null && dsse.Signatures.Any(signature => key.FindAlgorithm(signed, signature.Signature.AsSpan()) is not null)
            ? ReadStatement(dsse.Payload.AsMemory(), document, limits)
            : Readings.Reject<PackageLock>(PipelineCodes.Lock, new Locator(document), key is null ? "a signed lock, and no key says whose is taken" : "no signature of the lock is by the given key");
    }

    public LockedPackage? Find(string architecture, string name, string version) =>
        Packages.FirstOrDefault(package => package.Architecture == architecture && package.Name == name && package.Version == version);

    private static PackageLock Of(ApkoLock value) => new(
        value.ConfigChecksum ?? "", null, [], [.. value.Packages.Select(package => new LockedPackage(package.Name, package.Version, package.Architecture, package.Checksum ?? "", null, DataOf(package)))]);

    private static Digest? DataOf(ApkoLockedPackage package)
    {
        const string Prefix = "sha256-";
        var hash = new byte[32];
        return package.Data?.Checksum is { } text && text.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(text[Prefix.Length..], hash, out var length) && length == hash.Length
            ? Digest.Parse($"sha256:{Convert.ToHexStringLower(hash)}")
            : null;
    }

    private static Reading<PackageLock> ReadStatement(ReadOnlyMemory<byte> payload, string document, Limits limits)
    {
        var reading = StrictJson.Read(payload, document, limits);
        if (!reading.TryGet(out var json)) return Readings.Reject<PackageLock>(reading.Defects);
        var lockOf = json.Root["predicate"];
        var defects = new DefectCollector(limits);
        if (json.Root["predicateType"].AsText != PredicateTypes.Lock || lockOf["version"].AsText != "v2") defects.Add(PipelineCodes.Lock, new Locator(document), $"the signed statement is no lock of version 2 ({PredicateTypes.Lock})");
        var read = new PackageLock(
            Text(lockOf["config"], "checksum", defects),
            long.TryParse(Text(lockOf, "sourceDateEpoch", defects), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ? epoch : null,
            [.. lockOf["indexes"].Items.Select(item => new LockedIndex(Text(item, "repository", defects), Text(item, "architecture", defects), Sha256(item, "sha256", defects)))],
            [.. lockOf["packages"].Items.Select(item => new LockedPackage(
                Text(item, "name", defects), Text(item, "version", defects), Text(item, "architecture", defects), Text(item, "identity", defects), Sha256(item, "sha256", defects), Sha256(item["data"], "sha256", defects)))]);
        return defects.Count > 0 ? Readings.Reject<PackageLock>(defects.ToImmutable()) : Readings.Accept(read);
    }

    private static string Text(JsonValue value, string name, DefectCollector defects)
    {
        if (value[name].AsText is { } text) return text;
        defects.Add(PipelineCodes.Lock, value.Locator, $"'{name}' is missing or not a text");
        return "";
    }

    private static Digest Sha256(JsonValue value, string name, DefectCollector defects)
    {
        if (Digest.TryParse($"sha256:{Text(value, name, defects)}", out var digest)) return digest;
        defects.Add(PipelineCodes.Lock, value.Locator, $"'{name}' is not a SHA-256 in hex");
        return ContentHasher.Sha256([]);
    }
}
