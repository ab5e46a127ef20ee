using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Sigstore.Roots;

namespace Compliance.Cryptography.Sigstore.Logs;

/// <summary>Checks one log entry against the logs of a trusted root, offline: promise, inclusion proof, checkpoint, and that it is about this signature.</summary>
internal sealed class LogVerifier(TrustedRoot root, CheckList checks)
{
    /// <summary>The log that vouches for the entry; null when none does. The time is the log's own and only there when its promise verified.</summary>
    /// <param name="requireProof">Bundles from version 0.2 on must carry an inclusion proof.</param>
    /// <param name="requirePromise">Bundles of version 0.1 must carry a promise.</param>
    public (LogInstance Log, DateTimeOffset? Time)? Verify(LogEntry entry, LoggedContent content, bool requireProof, bool requirePromise)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"log entry {entry.LogIndex}");
        var before = checks.Worst;
        var matches = Matches(entry, content, place);
        var candidates = root.Logs.Where(log => log.Id.AsSpan().SequenceEqual(entry.LogId.AsSpan())).ToImmutableArray();
        if (candidates.IsEmpty || candidates.All(log => log.Key is null))
        {
            checks.Indeterminate(
                SigstoreCodes.LogKnown,
                $"{place}: {root.Name} {(candidates.IsEmpty ? "does not know" : "has no usable key of")} the log {Convert.ToHexStringLower(entry.LogId.AsSpan())}: a newer trusted root, or the one of the signer's instance, may");
            return null;
        }

        // One log may stand there several times with windows one after the other.
        var log = candidates.FirstOrDefault(one => one.Key is not null && entry.IntegratedTime is { } time && one.Window.Contains(time)) ?? candidates.First(one => one.Key is not null);
        if (log.Window.Start is null)
        {
            checks.Failed(SigstoreCodes.LogWindow, $"{place}: the trusted root states no start of validity for the key of {log.BaseUrl}");
            return null;
        }

        var promised = Promise(entry, log, place, requirePromise);
        var included = Inclusion(entry, log, place, requireProof);
        var vouched = matches && promised != false && included != false && (promised == true || included == true);
        return vouched ? (log, promised == true ? entry.IntegratedTime : null) : null;
    }

    private bool Matches(LogEntry entry, LoggedContent content, string place)
    {
        if (EntryBodies.Read(entry.Body.AsMemory(), out var reason, out var isKnown) is not { } body)
        {
            checks.Add(SigstoreCodes.EntryKind, isKnown ? CheckOutcome.Failed : CheckOutcome.Indeterminate, $"{place}: {reason}");
            return false;
        }

        checks.Passed(SigstoreCodes.EntryKind, $"{place} is of kind {body.Kind}");
        var differences = EntryMatch.Differences(entry, body, content).ToArray();
        foreach (var difference in differences) checks.Failed(SigstoreCodes.EntryContent, $"{place}: {difference}");
        if (differences.Length == 0) checks.Passed(SigstoreCodes.EntryContent, $"{place} is about this signature, key and content");
        return differences.Length == 0;
    }

    /// <summary>True when the promise verifies, null when there is none and none is needed.</summary>
    private bool? Promise(LogEntry entry, LogInstance log, string place, bool isRequired)
    {
        if (entry.Promise is not { } promise)
        {
            if (isRequired) checks.Failed(SigstoreCodes.Promise, $"{place} has no promise of inclusion, which this bundle version demands");
            return isRequired ? false : null;
        }

        if (entry.IntegratedTime is not { } time)
        {
            checks.Failed(SigstoreCodes.Promise, $"{place} has a promise of inclusion but no integrated time");
            return false;
        }

        // RFC 8785 of the four members: names sorted, no white space. The index is the global one.
        var signed = string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"body\":\"{Convert.ToBase64String(entry.Body.AsSpan())}\",\"integratedTime\":{time.ToUnixTimeSeconds()},\"logID\":\"{Convert.ToHexStringLower(entry.LogId.AsSpan())}\",\"logIndex\":{entry.LogIndex}}}");
        if (!Verifies(log.Key!, Encoding.ASCII.GetBytes(signed), promise.AsSpan()))
        {
            checks.Failed(SigstoreCodes.Promise, $"{place}: the promise of inclusion is not signed by {log.BaseUrl}");
            return false;
        }

        checks.Passed(SigstoreCodes.Promise, $"{place}: {log.BaseUrl} promised inclusion at {SigstoreText.Of(time)}");
        if (log.Window.Contains(time))
        {
            checks.Passed(SigstoreCodes.LogWindow, $"{place}: the log's key was valid then");
            return true;
        }

        checks.Failed(SigstoreCodes.LogWindow, $"{place}: taken in at {SigstoreText.Of(time)}, the key of {log.BaseUrl} is valid {log.Window}");
        return false;
    }

    private bool? Inclusion(LogEntry entry, LogInstance log, string place, bool isRequired)
    {
        if (entry.Proof is not { } proof)
        {
            if (isRequired) checks.Failed(SigstoreCodes.Inclusion, $"{place} has no proof of inclusion, which this bundle version demands");
            return isRequired ? false : null;
        }

        if (proof.Checkpoint.Length == 0)
        {
            // Version 0.1 bundles may carry a proof without one; it proves nothing by itself.
            if (isRequired) checks.Failed(SigstoreCodes.Checkpoint, $"{place}: the proof of inclusion has no checkpoint");
            else checks.Note(SigstoreCodes.Checkpoint, $"{place}: the proof of inclusion has no checkpoint and was not used");
            return isRequired ? false : null;
        }

        var computed = proof.Root(InclusionProof.LeafHash(entry.Body.AsSpan()));
        var holds = computed is not null && computed.AsSpan().SequenceEqual(proof.RootHash.AsSpan());
        if (holds) checks.Passed(SigstoreCodes.Inclusion, string.Create(CultureInfo.InvariantCulture, $"{place} is leaf {proof.LogIndex} of a tree of {proof.TreeSize}"));
        else checks.Failed(SigstoreCodes.Inclusion, $"{place}: the proof of inclusion does not lead to the root {Convert.ToHexStringLower(proof.RootHash.AsSpan())}");
        return CheckpointHolds(entry, proof, log, place) && holds;
    }

    private bool CheckpointHolds(LogEntry entry, InclusionProof proof, LogInstance log, string place)
    {
        if (Checkpoint.Parse(proof.Checkpoint, out var reason) is not { } checkpoint)
        {
            checks.Failed(SigstoreCodes.Checkpoint, $"{place}: the checkpoint can't be read: {reason}");
            return false;
        }

        if (checkpoint.TreeSize != proof.TreeSize || !checkpoint.RootHash.AsSpan().SequenceEqual(proof.RootHash.AsSpan()))
        {
            checks.Failed(SigstoreCodes.Checkpoint, $"{place}: the checkpoint is of another tree than the proof of inclusion");
            return false;
        }

        if (entry.IsVersion2 && !string.Equals(checkpoint.Origin, log.Origin, StringComparison.Ordinal))
        {
            checks.Failed(SigstoreCodes.Checkpoint, $"{place}: the checkpoint is of '{checkpoint.Origin}', expected '{log.Origin}'");
            return false;
        }

        var own = checkpoint.Signatures.Where(one => one.Hint.AsSpan().SequenceEqual(log.Id.AsSpan(0, Math.Min(4, log.Id.Length))) && (!entry.IsVersion2 || one.Name == log.Origin)).ToArray();
        if (own.Any(one => Verifies(log.Key!, checkpoint.SignedText, one.Value)))
        {
            checks.Passed(SigstoreCodes.Checkpoint, $"{place}: {log.BaseUrl} signed the checkpoint ({log.Key})");
            return true;
        }

        checks.Failed(SigstoreCodes.Checkpoint, own.Length == 0 ? $"{place}: the checkpoint has no signature of {log.BaseUrl}" : $"{place}: the signature of {log.BaseUrl} on the checkpoint does not verify");
        return false;
    }

    private bool Verifies(PublicKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        try
        {
            return key.Verify(data, signature, key.Algorithms[0]);
        }
        catch (PlatformNotSupportedException)
        {
            checks.Indeterminate(Trust.SignatureCodes.Platform, $"this platform can't compute with the log's {key} key: check on a platform with OpenSSL 3");
            return false;
        }
    }
}
