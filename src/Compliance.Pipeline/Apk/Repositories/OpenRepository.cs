using System.Collections.Immutable;
using Compliance.Cryptography.Apk;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Packages.Apk.Archives;
using Compliance.Formats.Packages.Apk.Indexes;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Apk.Solving;

namespace Compliance.Pipeline.Apk.Repositories;

/// <summary>One repository for one architecture with its index read and its signature checked.</summary>
/// <param name="Path">As configured, without its tag.</param>
/// <param name="Digest">Of the index file.</param>
public sealed record OpenRepository(string Path, string Architecture, ApkSource Source, ApkIndex Index, Digest Digest, ApkSignatureResult Signature)
{
    private const int MaxIndexBytes = 256 << 20;

    /// <summary>What indexes of version 3 are called.</summary>
    private static readonly ImmutableArray<string> Version3Names = ["APKINDEX.adb", "Packages.adb"];

    /// <summary>Rejected when the index is missing, can't be read, or has no signature of the ring.</summary>
    /// <param name="line"><c>[@tag] path</c>.</param>
    /// <param name="allowLegacy">As in <see cref="ApkSignatureVerifier.Verify"/>.</param>
    public static Reading<OpenRepository> Open(string line, string architecture, int order, IRepositoryFiles files, ApkKeyring keyring, bool allowLegacy, Limits limits)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var tag = words is [['@', .. var name], _] ? name : "";
        var path = (words.Length > 0 ? words[^1] : "").TrimEnd('/');
        var index = $"{path}/{architecture}/APKINDEX.tar.gz";
        using var stream = files.Open(index);
        if (stream is null && files.IsOutOfReach(index)) return Readings.Reject<OpenRepository>(PipelineCodes.Offline, new Locator(index), "the repository is on a network, and this run fetches nothing");
        if (stream is null && Version3Names.FirstOrDefault(name => files.IsThere($"{path}/{architecture}/{name}")) is { } newer)
            return Readings.Reject<OpenRepository>(ApkArchiveCodes.Version3, new Locator($"{path}/{architecture}/{newer}"), "the repository has only an index of apk version 3 (ADB): not read");
        if (stream is null) return Readings.Reject<OpenRepository>(PipelineCodes.RepositoryMissing, new Locator(index), "there is no such index");
        if (stream.Length > MaxIndexBytes) return Readings.Reject<OpenRepository>(PipelineCodes.TooLarge, new Locator(index), $"more than {MaxIndexBytes} bytes");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var reading = ApkIndex.Read(bytes, index, limits);
        if (!reading.TryGet(out var read)) return Readings.Reject<OpenRepository>(reading.Defects);
        var signature = ApkSignatureVerifier.Verify(read.Signatures, bytes.AsSpan((int)read.Signed.Offset), keyring, allowLegacy);
        if (!signature.IsVerified)
            return Readings.Reject<OpenRepository>(signature.Checks.Where(check => check.Outcome < CheckOutcome.Note)
                .Select(check => new Defect(check.Code, new Locator(index), check.Detail))
                .Append(new Defect(PipelineCodes.Untrusted, new Locator(index), "no signature of a key in the key ring")));
        return Readings.Accept(new OpenRepository(path, architecture, new ApkSource(path, tag, order), read, ContentHasher.Sha256(bytes), signature), reading.Defects);
    }

    /// <summary>Where a package of this repository lies.</summary>
    public string PathOf(ApkCandidate candidate) => $"{Path}/{Architecture}/{candidate.Name}-{candidate.Version}.apk";
}
