using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Apk.Archives;

/// <summary>
/// An apk version 2 package file (apk-v2(5)): up to three gzip members that together form one tar archive, read but for its files. Nothing is verified
/// here: signatures and <c>datahash</c> are claims until the bytes of <see cref="Control"/> and <see cref="Files"/> have been hashed.
/// </summary>
public sealed record ApkArchive
{
    /// <summary>Uncompressed bytes of a control section; real ones have a few thousand.</summary>
    public const int MaxControlBytes = 10 << 20;

    /// <summary>Uncompressed bytes of a signature section.</summary>
    public const int MaxSignatureBytes = 1 << 20;

    /// <summary>Empty for an unsigned package.</summary>
    public required ImmutableArray<ApkSignature> Signatures { get; init; }

    /// <summary>Null for an unsigned package.</summary>
    public required ApkSection? SignatureSection { get; init; }

    /// <summary>The bytes that are signed and whose SHA-1 is the package's identity.</summary>
    public required ApkSection Control { get; init; }

    /// <summary>The rest of the file, whose SHA-256 is <c>datahash</c>; one gzip member or several.</summary>
    public required ApkSection Files { get; init; }

    public required ApkMetadata Metadata { get; init; }

    /// <summary>In archive order.</summary>
    public required ImmutableArray<ApkControlFile> ControlFiles { get; init; }

    /// <summary>Scripts among <see cref="ControlFiles"/>.</summary>
    public IEnumerable<ApkControlFile> Scripts => ControlFiles.Where(file => file.IsScript);

    /// <summary>
    /// Reads signatures and control section. Rejected: what is not gzip, is of apk version 3, lacks a section or metadata, or exceeds a bound.
    /// What is odd but harmless is a defect beside the value.
    /// </summary>
    /// <param name="stream">Seekable, from its beginning; stays open.</param>
    public static Reading<ApkArchive> Read(Stream stream, string document, Limits? limits = null) =>
        new ApkArchiveReader(stream, document, limits ?? Limits.Default).Read();
}
