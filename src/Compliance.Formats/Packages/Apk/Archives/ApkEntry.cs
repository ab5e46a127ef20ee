using System.Collections.Immutable;
using Compliance.Formats.Archives.Tar;

namespace Compliance.Formats.Packages.Apk.Archives;

/// <summary>One file, link, directory or device of a data section.</summary>
/// <param name="Path">Relative to the root, plain (<see cref="DatabasePath"/>).</param>
/// <param name="LinkName">Target as written; of a hard link a plain path relative to the root.</param>
/// <param name="Checksum">What the pax record <c>APK-TOOLS.checksum.SHA1</c> states of the body, or of a symbolic link's target; null when absent.</param>
/// <param name="Attributes">Extended attributes by name, values as bytes in Latin-1, names sorted.</param>
public sealed record ApkEntry(string Path, TarEntryType Type, int Mode, long Uid, long Gid, long Size, long ModifiedUnixSeconds, string LinkName, ApkChecksum? Checksum)
{
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public int DeviceMajor { get; init; }

    public int DeviceMinor { get; init; }
}
