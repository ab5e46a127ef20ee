using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Cryptography.Sigstore.Logs;

/// <summary>Reads log entries from a bundle's JSON. 64-bit integers stand there as strings or numbers; an absent one is 0, as proto3 has it.</summary>
internal static class LogEntries
{
    private const int MaxHashes = 64;
    private const long MaxSeconds = 253_402_300_799;

    public static LogEntry? Read(JsonValue entry, DefectCollector defects)
    {
        var before = defects.Count;
        var index = Integer(entry, "logIndex", defects);
        if (index < 0) defects.Add(SigstoreCodes.Bundle, entry["logIndex"], $"the log index {index} is negative");
        var time = Integer(entry, "integratedTime", defects);
        if (time is < 0 or > MaxSeconds) defects.Add(SigstoreCodes.Bundle, entry["integratedTime"], $"{time} is no time");
        var promise = entry["inclusionPromise"];
        var read = new LogEntry(
            index,
            Bytes(entry["logId"], "keyId", defects),
            entry["kindVersion"]["kind"].AsText ?? "",
            entry["kindVersion"]["version"].AsText ?? "",
            time is > 0 and <= MaxSeconds ? DateTimeOffset.FromUnixTimeSeconds(time) : null,
            promise["signedEntryTimestamp"].HasValue ? Bytes(promise, "signedEntryTimestamp", defects) : null,
            entry["inclusionProof"].IsMap ? Proof(entry["inclusionProof"], defects) : null,
            Bytes(entry, "canonicalizedBody", defects));
        if (read.Body.IsEmpty) defects.Add(SigstoreCodes.Bundle, entry, "the log entry has no body");
        return defects.Count == before ? read : null;
    }

    private static InclusionProof Proof(JsonValue proof, DefectCollector defects)
    {
        var hashes = ImmutableArray.CreateBuilder<ImmutableArray<byte>>();
        if (proof["hashes"].Count > MaxHashes) defects.Add(SigstoreCodes.Limits, proof["hashes"], $"an inclusion proof has at most {MaxHashes} hashes");
        foreach (var hash in proof["hashes"].Items.Take(MaxHashes)) hashes.Add(Decode(hash, "a hash", defects));
        var (index, size) = (Integer(proof, "logIndex", defects), Integer(proof, "treeSize", defects));
        if (index < 0 || size < 0) defects.Add(SigstoreCodes.Bundle, proof, "the inclusion proof has a negative index or tree size");
        return new InclusionProof(index, size, Bytes(proof, "rootHash", defects), hashes.ToImmutable(), proof["checkpoint"]["envelope"].AsText ?? "");
    }

    private static long Integer(JsonValue map, string name, DefectCollector defects)
    {
        var value = map[name];
        if (!value.HasValue) return 0;
        if (value.AsInt64 is { } number) return number;
        if (long.TryParse(value.AsText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)) return number;
        defects.Add(SigstoreCodes.Bundle, value, $"'{name}' is not an integer of 64 bits");
        return 0;
    }

    private static ImmutableArray<byte> Bytes(JsonValue map, string name, DefectCollector defects) => map[name].HasValue ? Decode(map[name], name, defects) : [];

    private static ImmutableArray<byte> Decode(JsonValue value, string name, DefectCollector defects)
    {
        var text = value.AsText ?? "";
        var buffer = new byte[text.Length];
        if (text.Length > 0 && Convert.TryFromBase64String(text, buffer, out var length)) return [.. buffer.AsSpan(0, length)];
        defects.Add(SigstoreCodes.Bundle, value, $"'{name}' is not base64");
        return [];
    }
}
