using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Packaging.Writing;
using Compliance.Formats.Archives.Asic;
using Compliance.Formats.Archives.Zip;
using Compliance.Formats.Reading;

namespace Compliance.Evidence.Verification.Parts;

/// <summary>Line 1: the zip's structure, every entry's bytes, and which entries there are.</summary>
internal static class ContainerVerification
{
    /// <returns>Contents are null when the structure is refused.</returns>
    public static (PackageContents? Contents, VerificationLine Line) Verify(Stream package, Limits limits)
    {
        var reading = StrictZip.Read(package, "package", limits);
        if (!reading.TryGet(out var zip)) return (null, new VerificationLine(VerificationTopic.Container, "", [.. Checks.Failed(reading.Defects)]));

        var checks = ImmutableArray.CreateBuilder<VerificationCheck>();
        checks.Add(Checks.Passed(PackageCodes.Container, "strict zip, nothing before, between or after"));
        var hashes = new Dictionary<string, EntryHash>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            if (Hash(zip, entry, checks) is { } hash) hashes[entry.Name] = hash;
        }

        var contents = new PackageContents(zip, hashes, limits);
        checks.Add(CheckMediaType(contents));
        checks.Add(CheckOrder(contents));
        checks.AddRange(Checks.Each(PackageCodes.MissingEntry, Missing(contents), "every entry that a package needs is there"));
        checks.AddRange(Checks.Each(PackageCodes.StrangeEntry, Strange(contents), "there is nothing else"));
        return (contents, new VerificationLine(VerificationTopic.Container, string.Create(CultureInfo.InvariantCulture, $"strict zip, {zip.Entries.Length:N0} entries, nothing before, between or after"), checks.ToImmutable()));
    }

    private static EntryHash? Hash(ZipContents zip, ZipEntry entry, ImmutableArray<VerificationCheck>.Builder checks)
    {
        try
        {
            using var stream = new HashingStream(zip.Open(entry));
            var buffer = new byte[64 << 10];
            while (stream.Read(buffer) > 0)
            {
            }

            return new EntryHash(stream.Sha256(), stream.Sha512Hex(), stream.Count);
        }
        catch (InvalidDataException broken)
        {
            checks.Add(Checks.Failed(ZipCodes.Content, broken.Message));
            return null;
        }
    }

    private static VerificationCheck CheckMediaType(PackageContents contents)
    {
        var first = contents.Entries.FirstOrDefault();
        var isGood = first is { Name: PackagePaths.MediaType, Method: ZipMethod.Store } && contents.Read(PackagePaths.MediaType) is { } bytes
            && bytes.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(AsicManifest.ContainerMediaType));
        return Checks.Check(PackageCodes.MediaType, isGood, AsicManifest.ContainerMediaType, $"the first entry is not 'mimetype', stored, saying {AsicManifest.ContainerMediaType}");
    }

    // mimetype, everything else by name, META-INF at the end.
    private static VerificationCheck CheckOrder(PackageContents contents)
    {
        var names = contents.Entries.Select(entry => entry.Name).ToArray();
        var ordered = names.OrderBy(name => name == PackagePaths.MediaType ? 0 : name.StartsWith(PackagePaths.SignatureFolder, StringComparison.Ordinal) ? 2 : 1).ThenBy(name => name, StringComparer.Ordinal);
        return Checks.Check(PackageCodes.Order, names.SequenceEqual(ordered), "entries are in order", "entries are not in the order that packages have");
    }

    // A missing signature is the signature line's to say.
    private static IEnumerable<string> Missing(PackageContents contents) => PackagePaths.Required
        .Concat([PackagePaths.Results, PackagePaths.Facts, PackagePaths.Evaluator, Raw.RawPaths.Root + Raw.RawIndex.Path])
        .Where(name => name != PackagePaths.Signature && !contents.Has(name)).Order(StringComparer.Ordinal).Select(name => $"'{name}' is missing");

    private static IEnumerable<string> Strange(PackageContents contents) => contents.Entries.Select(entry => entry.Name)
        .Where(name => !PackagePaths.Required.Contains(name, StringComparer.Ordinal) && !name.StartsWith(PackagePaths.Payload, StringComparison.Ordinal))
        .Select(name => $"'{name}' is no part of a package");
}
