using System.Buffers.Binary;
using System.Text;
using Compliance.Formats.Archives;
using Compliance.Formats.Archives.Zip;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Formats.Archives.Zip;

public sealed class StrictZipTests
{
    private static readonly byte[] Good = ZipSamples.Small();

    /// <summary>Name of the case, the archive, the first code that must be reported.</summary>
    public static TheoryData<string, byte[], string> Bad()
    {
        var (centrals, locals) = (ZipSamples.Centrals(Good), ZipSamples.Locals(Good));
        var end = Good.Length - 22;
        return new TheoryData<string, byte[], string>
        {
            { "zip slip", ZipSamples.Renamed(Good, 2, "../wo.txt"), "ZIP-0011" },
            { "absolute path", ZipSamples.Renamed(Good, 2, "/atwo.txt"), "ZIP-0011" },
            { "backslash", ZipSamples.Renamed(Good, 2, "a\\two.txt"), "ZIP-0011" },
            { "drive", ZipSamples.Renamed(Good, 2, "C:two.txt"), "ZIP-0011" },
            { "symbolic link", ZipSamples.With(Good, centrals[2] + 40, 0xFF, 0xA1), "ZIP-0010" },
            { "same name", ZipSamples.Renamed(Good, 2, "a/one.txt"), "ZIP-0012" },
            { "same name in capitals", ZipSamples.Renamed(Good, 2, "a/ONE.txt"), "ZIP-0013" },
            { "byte above ASCII", ZipSamples.Renamed(Good, 2, "a/tw\u00F6.txt"), "ZIP-0011" },
            { "control character", ZipSamples.Renamed(Good, 2, "a/two\u0001txt"), "ZIP-0011" },
            { "trailing dot", ZipSamples.Renamed(Good, 2, "a/two.tx."), "ZIP-0011" },
            { "device", ZipSamples.Renamed(Good, 2, "a/con.txt"), "ZIP-0011" },
            { "appended", [.. Good, 0], "ZIP-0001" },
            { "prepended", [.. "#!/bin/sh\n"u8, .. Good], "ZIP-0004" },
            { "prepended with moved directory", ZipSamples.Inserted(Good, 0, "#!/bin/sh\n"u8.ToArray()), "ZIP-0015" },
            { "archive comment", [.. ZipSamples.With(Good, end + 20, 1), 65], "ZIP-0001" },
            { "end record in a comment", [.. ZipSamples.With(Good, end + 20, 22), .. Good[end..]], "ZIP-0004" },
            { "entry comment", ZipSamples.With(Good, centrals[0] + 32, 1), "ZIP-0007" },
            { "local name differs", ZipSamples.With(Good, locals[2] + 30, (byte)'b'), "ZIP-0015" },
            { "local size differs", ZipSamples.With(Good, locals[2] + 22, 4), "ZIP-0015" },
            { "local method differs", ZipSamples.With(Good, locals[2] + 8, 8), "ZIP-0015" },
            { "local crc differs", ZipSamples.With(Good, locals[2] + 14, 9), "ZIP-0015" },
            { "overlapping entries", ZipSamples.With(Good, centrals[3] + 42, BitConverter.GetBytes(locals[1])), "ZIP-0016" },
            { "gap between entries", GapBefore(Good, 3), "ZIP-0016" },
            { "gap before the directory", ZipSamples.Inserted(Good, centrals[0], [1, 2, 3]), "ZIP-0016" },
            { "data descriptor", ZipSamples.Both(Good, 1, 8, 8, 0), "ZIP-0008" },
            { "encrypted", ZipSamples.Both(Good, 1, 8, 1, 0), "ZIP-0008" },
            { "unknown method", ZipSamples.Both(Good, 1, 10, 12, 0), "ZIP-0009" },
            { "zip64 size", ZipSamples.Both(Good, 1, 24, 0xFF, 0xFF, 0xFF, 0xFF), "ZIP-0003" },
            { "zip64 offset", ZipSamples.With(Good, end + 16, 0xFF, 0xFF, 0xFF, 0xFF), "ZIP-0003" },
            { "extra field", ZipSamples.With(Good, centrals[1] + 30, 9), "ZIP-0007" },
            { "time", ZipSamples.Both(Good, 1, 12, 1, 0), "ZIP-0010" },
            { "file that is a folder", ZipSamples.Make(("a", ZipMethod.Store, "x"), ("a/b", ZipMethod.Store, "y")), "ZIP-0014" },
            { "count too low", ZipSamples.With(Good, end + 8, 3, 0, 3, 0), "ZIP-0005" },
            { "count too high", ZipSamples.With(Good, end + 8, 5, 0, 5, 0), "ZIP-0005" },
            { "counts differ", ZipSamples.With(Good, end + 8, 3), "ZIP-0002" },
            { "stored size lies", ZipSamples.Both(Good, 2, 24, 9), "ZIP-0020" },
            { "bomb", ZipSamples.Both(Good, 1, 24, 0, 0, 0, 0x7F), "ZIP-0019" },
            { "empty", [], "ZIP-0001" },
        };
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_structure_that_could_be_read_in_two_ways_is_refused(string name, byte[] zip, string code)
    {
        var reading = StrictZip.Read(new MemoryStream(zip), "x.zip");
        Assert.False(reading.TryGet(out _), name);
        Assert.Equal(code, reading.Defects[0].Code.Text);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        for (var length = 0; length < Good.Length; length++) Assert.False(StrictZip.Read(new MemoryStream(Good[..length]), "x.zip").TryGet(out _));
    }

    [Fact]
    public void Limits_are_kept()
    {
        Assert.Equal(ZipCodes.TooMany, StrictZip.Read(new MemoryStream(Good), "x.zip", new Limits { MaxPackageEntries = 3 }).Defects[0].Code);
        Assert.Equal(ZipCodes.TooLarge, StrictZip.Read(new MemoryStream(Good), "x.zip", new Limits { MaxPackageBytes = 1000 }).Defects[0].Code);
    }

    [Fact]
    public void Bytes_behind_the_end_of_a_deflate_stream_are_found()
    {
        var zip = Good;
        var (central, local) = (ZipSamples.Centrals(zip)[3], ZipSamples.Locals(zip)[3]);
        var packed = BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(central + 20));
        zip = ZipSamples.With(ZipSamples.With(zip, central + 20, BitConverter.GetBytes(packed + 1)), local + 18, BitConverter.GetBytes(packed + 1));
        zip = ZipSamples.Inserted(zip, central - (central - ZipSamples.Centrals(Good)[0]), [0]);
        var contents = StrictZip.Read(new MemoryStream(zip), "x.zip").Required();
        var broken = Assert.Throws<InvalidDataException>(() => ZipSamples.ReadAll(contents.Open(contents.Entries[3])));
        Assert.Contains("behind the end", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flipped_byte_of_a_stored_entry_fails_its_crc()
    {
        var zip = ZipSamples.With(Good, ZipSamples.Locals(Good)[2] + 39, (byte)'T');
        var contents = StrictZip.Read(new MemoryStream(zip), "x.zip").Required();
        Assert.Throws<InvalidDataException>(() => ZipSamples.ReadAll(contents.Open(contents.Entries[2])));
    }

    [Fact]
    public void Mutations_never_throw_beyond_bad_data()
    {
        foreach (var mutant in Mutations.Of(Good, Mutations.Count, 41))
        {
            if (!StrictZip.Read(new MemoryStream(mutant), "x.zip").TryGet(out var contents)) continue;
            foreach (var entry in contents.Entries)
            {
                try
                {
                    Assert.Equal(entry.Size, ZipSamples.ReadAll(contents.Open(entry)).Length);
                }
                catch (InvalidDataException)
                {
                    // The ordinary answer to bad content.
                }
            }
        }
    }

    [Fact]
    public void Crc_is_the_one_of_the_format() => Assert.Equal(0xCBF43926u, Crc32.Append(0, Encoding.ASCII.GetBytes("123456789")));

    // A gap that the directory admits: later offsets move, nothing else.
    private static byte[] GapBefore(byte[] zip, int entry)
    {
        var gap = ZipSamples.Inserted(zip, ZipSamples.Locals(zip)[entry], [0, 0]);
        var central = ZipSamples.Centrals(gap)[entry];
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(gap.AsSpan(central + 42));
        return ZipSamples.With(gap, central + 42, BitConverter.GetBytes(offset + 2));
    }
}
