using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Rpm;

/// <summary>Header → package. What is wrong with a part is a defect; without a name and a version there is no package.</summary>
internal sealed class RpmHeaderReader(DefectCollector defects, Limits limits)
{
    private const int Name = 1000;
    private const int Version = 1001;
    private const int Release = 1002;
    private const int Epoch = 1003;
    private const int Vendor = 1011;
    private const int Licence = 1014;
    private const int Architecture = 1022;
    private const int OldFileNames = 1027;
    private const int FileStates = 1029;
    private const int FileModes = 1030;
    private const int FileDigests = 1035;
    private const int FileFlags = 1037;
    private const int SourceRpm = 1044;
    private const int ProvideName = 1047;
    private const int RequireName = 1049;
    private const int DirIndexes = 1116;
    private const int BaseNames = 1117;
    private const int DirNames = 1118;
    private const int FileDigestAlgorithm = 5011;
    private const int ModularityLabel = 5096;

    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);
    private int files;

    public RpmPackage? Read(ReadOnlyMemory<byte> blob, Locator place)
    {
        if (RpmHeader.Read(blob) is not { } header)
        {
            defects.Add(RpmCodes.BrokenHeader, place, "the counts of the header and its bytes don't fit together");
            return null;
        }

        var (name, version) = (header.Text(Name), header.Text(Version));
        if (name.Length == 0 || version.Length == 0)
        {
            defects.Add(RpmCodes.MissingTag, place, $"a package without {(name.Length == 0 ? "a name" : $"a version: '{name}'")}");
            return null;
        }

        return new RpmPackage
        {
            Locator = place,
            Name = name,
            Epoch = header.Numbers(Epoch) is [var epoch, ..] ? epoch : 0,
            Version = version,
            Release = header.Text(Release),
            Architecture = Once(header.Text(Architecture)),
            Vendor = Once(header.Text(Vendor)),
            Licence = Once(header.Text(Licence)),
            SourceRpm = header.Text(SourceRpm),
            ModularityLabel = header.Text(ModularityLabel),
            Files = Files(header, name, place),
            Requires = [.. header.Texts(RequireName).Where(text => !text.StartsWith("rpmlib(", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Select(Once)],
            Provides = [.. header.Texts(ProvideName).Distinct(StringComparer.Ordinal).Select(Once)],
        };
    }

    private ImmutableArray<RpmFile> Files(RpmHeader header, string package, Locator place)
    {
        var paths = Paths(header);
        if (paths is null)
        {
            defects.Add(RpmCodes.BadValue, place, $"the list of files of '{package}' does not fit together");
            return [];
        }

        files += paths.Count;
        if (files > limits.MaxItems)
        {
            defects.Add(RpmCodes.TooMany, place, $"more than {limits.MaxItems} files");
            return [];
        }

        var (digests, modes, flags, states) = (header.Texts(FileDigests), header.Numbers(FileModes), header.Numbers(FileFlags), header.Numbers(FileStates));
        if ((digests.Length != 0 && digests.Length != paths.Count) || (modes.Length != 0 && modes.Length != paths.Count))
            defects.Add(RpmCodes.BadValue, place, $"'{package}' has {paths.Count} files, {digests.Length} digests and {modes.Length} modes");
        var algorithm = Algorithm(header.Numbers(FileDigestAlgorithm) is [var number, ..] ? number : 1);
        var list = ImmutableArray.CreateBuilder<RpmFile>(paths.Count);
        for (var at = 0; at < paths.Count; at++)
        {
            if (DatabasePath.Normalize(paths[at]) is not { } path) defects.Add(RpmCodes.BadValue, place, $"'{package}' lists a path that is not plain");
            else if (path.Length > 0) list.Add(new RpmFile(path, Mode(modes, at, digests), At(digests, at).ToLowerInvariant(), algorithm, (int)At(flags, at), (int)At(states, at)));
        }

        return list.ToImmutable();
    }

    // A header without modes still tells regular files by their digests.
    private static int Mode(ImmutableArray<uint> modes, int at, ImmutableArray<string> digests) =>
        at < modes.Length ? (int)modes[at] : At(digests, at).Length > 0 ? 0x8000 : 0;

    /// <summary>Null when names, folders and numbers of folders don't fit together.</summary>
    private static List<string>? Paths(RpmHeader header)
    {
        if (!header.Has(BaseNames)) return [.. header.Texts(OldFileNames)];
        var (names, folders, numbers) = (header.Texts(BaseNames), header.Texts(DirNames), header.Numbers(DirIndexes));
        if (names.Length != numbers.Length) return null;
        var paths = new List<string>(names.Length);
        for (var at = 0; at < names.Length; at++)
        {
            if (numbers[at] >= folders.Length) return null;
            paths.Add(folders[(int)numbers[at]] + names[at]);
        }

        return paths;
    }

    private static string At(ImmutableArray<string> list, int at) => at < list.Length ? list[at] : "";

    private static uint At(ImmutableArray<uint> list, int at) => at < list.Length ? list[at] : 0;

    // Numbers of OpenPGP (RFC 9580, section 9.5).
    private static string Algorithm(uint number) => number switch
    {
        1 => "md5",
        2 => "sha1",
        8 => "sha256",
        9 => "sha384",
        10 => "sha512",
        11 => "sha224",
        12 => "sha3-256",
        14 => "sha3-512",
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    private string Once(string text) => known.TryGetValue(text, out var same) ? same : known[text] = text;
}
