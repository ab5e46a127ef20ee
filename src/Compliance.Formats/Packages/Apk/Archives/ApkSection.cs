namespace Compliance.Formats.Packages.Apk.Archives;

/// <summary>Where a section lies in the file: compressed bytes from the offset on.</summary>
public sealed record ApkSection(long Offset, long Length)
{
    /// <summary>Offset behind the section's last byte.</summary>
    public long End => Offset + Length;
}
