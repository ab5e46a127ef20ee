using System.Collections.Immutable;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Packages.Apk.Archives;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Apk.Indexes;

/// <summary>An <c>APKINDEX.tar.gz</c>: what packages a repository has (apk-v2(5)). Its signatures are claims until verified over <see cref="Signed"/>.</summary>
/// <param name="Signed">All bytes behind the signature section; for an unsigned index, the whole file.</param>
public sealed record ApkIndex(ImmutableArray<ApkPackage> Packages, string Description, ImmutableArray<ApkSignature> Signatures, ApkSection Signed)
{
    private const int MaxDescriptionBytes = 64 << 10;

    /// <summary>
    /// Rejected: what is not gzip, has no <c>APKINDEX</c>, or is larger than <see cref="Limits.MaxDocumentBytes"/> uncompressed. What is wrong in one
    /// record is a defect and the rest is read on.
    /// </summary>
    public static Reading<ApkIndex> Read(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        limits ??= Limits.Default;
        var defects = new DefectCollector(limits);
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        if (ApkTar.RefusedKind(stream, document) is { } refused) return Readings.Reject<ApkIndex>(refused);
        try
        {
            return Read(stream, document, limits, defects);
        }
        catch (CorruptCompressionException problem)
        {
            defects.Add(problem.ToDefect(document));
            return Readings.Reject<ApkIndex>(defects.ToImmutable());
        }
    }

    private static Reading<ApkIndex> Read(MemoryStream stream, string document, Limits limits, DefectCollector defects)
    {
        var max = (int)Math.Min(limits.MaxDocumentBytes, int.MaxValue / 2);
        using var members = new ApkMembers(stream);
        ImmutableArray<ApkSignature> signatures = [];
        var signedFrom = 0L;
        using var tar = new MemoryStream();
        for (var isFirst = true; members.Next(); isFirst = false)
        {
            var member = members.Read(max - (int)tar.Length);
            if (member is null) return Reject(ApkArchiveCodes.TooLarge, $"more than {max} bytes uncompressed");
            if (isFirst && ApkTar.BeginsWithSignature(member))
            {
                signatures = ApkTar.ReadSignatures(member, document, limits, defects);
                signedFrom = members.Section.End;
                continue;
            }

            tar.Write(member);
        }

        var (records, description) = Contents(tar.ToArray());
        if (records is null) return Reject(ApkArchiveCodes.NoIndex, "the archive has no APKINDEX");
        var database = ApkDatabase.Read(records, $"{document}:APKINDEX", limits);
        defects.AddRange(database.Defects);
        // A repository without packages is an empty index.
        if (!database.TryGet(out var packages) && records.AsSpan().IndexOfAnyExcept("\r\n"u8) >= 0) return Readings.Reject<ApkIndex>(defects.ToImmutable());
        return Readings.Accept(new ApkIndex(packages?.Packages ?? [], description, signatures, new ApkSection(signedFrom, stream.Length - signedFrom)), defects.ToImmutable());

        (byte[]? Records, string Description) Contents(byte[] archive)
        {
            byte[]? found = null;
            var text = "";
            foreach (var (name, _, body) in ApkTar.Files(archive, document, limits, defects))
            {
                if (name == "APKINDEX") found = body;
                else if (name == "DESCRIPTION" && body.Length <= MaxDescriptionBytes) text = System.Text.Encoding.UTF8.GetString(body).TrimEnd('\n');
            }

            return (found, text);
        }

        Reading<ApkIndex> Reject(DiagnosticCode code, string message)
        {
            defects.Add(code, new Locator(document), message);
            return Readings.Reject<ApkIndex>(defects.ToImmutable());
        }
    }
}
