using System.Globalization;
using System.IO.Compression;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.CryptoModules.Cmvp.Lists;
using Compliance.Formats.Reading;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Cmvp;

/// <summary>A dump, as a file, → a list that may replace the one that was imported before.</summary>
internal static class CmvpImport
{
    private const long MaxUncompressedBytes = 256L << 20;

    /// <exception cref="VerbFailure">It is no dump, comes from the future, or is older or shorter than what was imported before.</exception>
    public static CmvpList Read(string path, DateOnly? asOf, string? source, bool isWhole, TimeProvider clock, Limits limits)
    {
        var bytes = CmvpFolder.ReadBounded(path);
        var input = Digests.Sha256(bytes);
        var reading = CmvpDumpReader.Read(Plain(bytes, path), Path.GetFileName(path), asOf, source, input, isWhole, limits);
        if (!reading.TryGet(out var list)) throw VerbFailure.Unreadable(path, reading.Defects, "what a dump holds: compliance help modules");
        var today = UsDate.Of(clock.GetUtcNow());
        return list.AsOf <= today.AddDays(1)
            ? list
            : throw new VerbFailure(ExitCodes.UnreadableInput, $"{path} says it was read on {Text(list.AsOf)}, which is still to come", "check the clock of this machine, or state the day: --as-of");
    }

    /// <summary>Refuses what would lose certificates or days without a word.</summary>
    /// <param name="stored">The list that was imported before; null when there is none.</param>
    public static void CheckAgainst(CmvpList list, CmvpList? stored)
    {
        if (stored is null) return;
        if (list.AsOf < stored.AsOf)
            throw new VerbFailure(ExitCodes.UnreadableInput, $"the dump is of {Text(list.AsOf)}, and the imported list of {Text(stored.AsOf)}", "an older list would take back what is known: import it with --replace if that is meant");
        if (!list.IsWhole) return;
        var numbers = list.Listings.Select(listing => listing.Number).ToHashSet();
        var lost = stored.Listings.Select(listing => listing.Number).Where(number => !numbers.Contains(number)).ToList();
        if (lost.Count == 0) return;
        var some = string.Join(", ", lost.Take(5).Select(number => $"#{number.ToString(CultureInfo.InvariantCulture)}"));
        throw new VerbFailure(
            ExitCodes.UnreadableInput,
            $"{lost.Count.ToString(CultureInfo.InvariantCulture)} certificates of the imported list are not in the dump ({some}{(lost.Count > 5 ? ", …" : "")})",
            "NIST's lists only grow, so the dump is cut off: fetch it again, say --partial if it is meant to be a part, or --replace");
    }

    private static ReadOnlyMemory<byte> Plain(byte[] bytes, string path)
    {
        if (bytes.Length < 2 || bytes[0] != 0x1F || bytes[1] != 0x8B) return bytes;
        using var plain = new MemoryStream();
        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            var buffer = new byte[1 << 16];
            for (var read = gzip.Read(buffer); read > 0; read = gzip.Read(buffer))
            {
                if (plain.Length + read > MaxUncompressedBytes) throw new VerbFailure(ExitCodes.UnreadableInput, $"{path} unpacks to more than {MaxUncompressedBytes.ToString(CultureInfo.InvariantCulture)} bytes");
                plain.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException damaged)
        {
            throw new VerbFailure(ExitCodes.UnreadableInput, $"{path} is damaged gzip: {damaged.Message}", "fetch it again");
        }

        return plain.GetBuffer().AsMemory(0, (int)plain.Length);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
