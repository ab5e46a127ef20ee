using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Apk.Archives;

namespace Compliance.Cryptography.Apk;

/// <summary>Hashes a package file and checks its own signature, its <c>datahash</c>, its identity and its name.</summary>
public static class ApkPackageVerifier
{
    /// <param name="stream">The file, seekable; stays open.</param>
    /// <param name="expected">The record of the index that named the package; null when there is none.</param>
    /// <param name="fileName">The name under which it was found; null when it has none to compare.</param>
    /// <param name="allowLegacy">As in <see cref="ApkSignatureVerifier.Verify"/>.</param>
    public static ApkPackageVerification Verify(
        Stream stream, ApkArchive archive, ApkKeyring keyring, ApkPackage? expected = null, string? fileName = null, bool allowLegacy = true)
    {
        ArgumentNullException.ThrowIfNull(archive);
        var checks = new CheckList();
        using var whole = new ContentHasher();
        using var data = new ContentHasher();
        stream.Seek(0, SeekOrigin.Begin);
        Copy(stream, archive.Control.Offset, whole, null);
        // Bounded: the compressed form of what ApkArchive read under its own bound.
        var control = new byte[archive.Control.Length];
        stream.ReadExactly(control);
        whole.Append(control);
        Copy(stream, archive.Files.Length, whole, data);
        var signature = ApkSignatureVerifier.Verify(archive.Signatures, control, keyring, allowLegacy);
        var identity = ApkChecksum.Of(LegacySha1.Compute(control));
        var dataDigest = data.Finish();
        CheckDataHash(checks, archive.Metadata, dataDigest);
        var package = archive.Metadata.Package;
        if (expected is not null) CheckExpected(checks, package, expected, identity, stream.Length);
        if (fileName is not null && fileName != $"{package.Name}-{package.Version}.apk")
            checks.Failed(ApkSignatureCodes.NameMismatch, $"the file is called '{fileName}' and holds {package.Name}-{package.Version}");
        return new ApkPackageVerification(signature, checks.ToImmutable(), identity, whole.Finish(), ContentHasher.Sha256(control), dataDigest);
    }

    private static void CheckDataHash(CheckList checks, ApkMetadata metadata, Digest data)
    {
        if (metadata.DataHash.Length == 0) checks.Failed(ApkSignatureCodes.DataHash, "the metadata has no datahash: the signature does not cover the files");
        else if (data.Hex != metadata.DataHash) checks.Failed(ApkSignatureCodes.DataHash, $"the data section is {data}, the metadata says sha256:{metadata.DataHash}");
        else checks.Passed(ApkSignatureCodes.DataHash, $"the data section is {data}");
    }

    private static void CheckExpected(CheckList checks, ApkPackage package, ApkPackage expected, ApkChecksum identity, long length)
    {
        if (expected.Checksum is null) checks.Indeterminate(ApkSignatureCodes.Identity, $"the index states no identity of {expected.Name}");
        else if (expected.Checksum != identity) checks.Failed(ApkSignatureCodes.Identity, $"the control section is {identity}, the index says {expected.Checksum}");
        else checks.Passed(ApkSignatureCodes.Identity, $"the control section is {identity}, as the index says");
        if ((package.Name, package.Version) != (expected.Name, expected.Version))
            checks.Failed(ApkSignatureCodes.NameMismatch, $"the index says {expected.Name}-{expected.Version}, the package {package.Name}-{package.Version}");
        if (expected.PackageBytes is { } size && size != length) checks.Failed(ApkSignatureCodes.Identity, $"the file has {length} bytes, the index says {size}");
    }

    private static void Copy(Stream stream, long length, ContentHasher whole, ContentHasher? section)
    {
        var buffer = new byte[128 << 10];
        for (var left = length; left > 0;)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0) throw new EndOfStreamException("the file became shorter while it was read");
            whole.Append(buffer.AsSpan(0, read));
            section?.Append(buffer.AsSpan(0, read));
            left -= read;
        }
    }
}
