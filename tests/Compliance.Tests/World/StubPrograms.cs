using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Compliance.Formats.CryptoModules;

namespace Compliance.Tests.World;

/// <summary>Labelled stand-ins for programs that hold cryptography: Go, Rust, NSS.</summary>
public static class StubPrograms
{
    /// <param name="settings">Lines of build information behind the version: <c>build</c> and <c>dep</c>, tab-separated.</param>
    /// <param name="functions">Names that the program's function table would have.</param>
    /// <param name="marked">False only where a test asks what an unmarked program would match.</param>
    public static byte[] Go(string version, string[] settings, string[] functions, bool marked = true)
    {
        var data = Encoding.ASCII.GetBytes($"\0{(marked ? SampleStub.Marker : "test")}\0{string.Join('\0', functions)}\0");
        return StubElf.Write(data, [], [], "", null, (".go.buildinfo", GoBuildInfo(version, string.Concat(settings.Select(line => line + "\n")))));
    }

    public static byte[] GoBuildInfo(string version, string modules)
    {
        var sentinel = new byte[16];
        byte[] header = [0xff, .. " Go buildinf:"u8, 8, 2, .. new byte[16]];
        byte[] text = modules.Length == 0 ? [] : [.. sentinel, .. Encoding.ASCII.GetBytes(modules), .. sentinel];
        return [.. header, .. Varint(version.Length), .. Encoding.ASCII.GetBytes(version), .. Varint(text.Length), .. text];
    }

    /// <summary>A library with BoringCrypto in it, whose own value is right.</summary>
    /// <param name="isOld">The value of older releases, SHA-512.</param>
    /// <param name="hasConstants">Its constants have bounds of their own, as in shared libraries.</param>
    /// <param name="marked">False only where a test asks what an unmarked program would match.</param>
    public static byte[] Boring(bool isOld = false, bool hasConstants = false, bool marked = true)
    {
        byte[] code = [.. "code of the module, "u8, 0xb8, 0xf4, 0x34, 0x86, 0x78, 0xc3, .. new byte[38]];
        var constants = Enumerable.Repeat((byte)7, 64).ToArray();
        byte[] summed = hasConstants ? [64, 0, 0, 0, 0, 0, 0, 0, .. code, 64, 0, 0, 0, 0, 0, 0, 0, .. constants] : code;
        var value = isOld ? HMACSHA512.HashData(new byte[64], summed) : HMACSHA256.HashData(new byte[64], summed);
        string[] symbols = ["BORINGSSL_bcm_text_start@0", "BORINGSSL_bcm_text_end@64", $"BORINGSSL_bcm_text_hash@128@{value.Length}", "FIPS_version@20", .. hasConstants ? new[] { "BORINGSSL_bcm_rodata_start@64", "BORINGSSL_bcm_rodata_end@128" } : []];
        return StubElf.Write([.. code, .. constants, .. value, 0, .. Encoding.ASCII.GetBytes(marked ? SampleStub.Marker : "a library of a test"), 0], symbols, ["libc.so.6"], "libcrypto.so");
    }

    /// <summary>A Rust program whose <c>.dep-v0</c> lists the crates.</summary>
    public static byte[] Rust(params (string Name, string Version)[] crates) => StubElf.Write(Encoding.ASCII.GetBytes($"\0{SampleStub.Marker}\0"), [], ["libc.so.6"], "", null, (".dep-v0", Crates(crates)));

    /// <summary>What the section <c>.dep-v0</c> holds.</summary>
    public static byte[] Crates(params (string Name, string Version)[] crates)
    {
        var json = $$"""{"packages":[{{string.Join(',', crates.Select(crate => $$"""{"name":"{{crate.Name}}","version":"{{crate.Version}}","source":"crates.io"}"""))}}]}""";
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal)) zlib.Write(Encoding.UTF8.GetBytes(json));
        return output.ToArray();
    }

    /// <summary>A softoken and its <c>.chk</c> file.</summary>
    public static (byte[] Library, byte[] Check) Nss(string version)
    {
        var library = StubElf.Write(Encoding.ASCII.GetBytes($"\0{SampleStub.Marker}\0Version: NSS {version} Basic ECC\0"), ["FC_GetFunctionList", "NSC_GetFunctionList"], ["libc.so.6"], "libsoftokn3.so");
        var key = SHA256.HashData("key of a test"u8);
        byte[] check = [0xf1, 0xc5, 2, 1, 0, 0, 0, 12, 0x80, 0, 0, 4, 0, 0, 0, 32, .. key, 0, 0, 0, 32, .. HMACSHA256.HashData(key, library)];
        return (library, check);
    }

    /// <summary>A Go program with a <c>.go.fipsinfo</c> whose sum is right.</summary>
    /// <param name="isPie">Its pointers are in the relocations only, as in position-independent programs.</param>
    /// <param name="marked">False only where a test asks what an unmarked program would match.</param>
    public static byte[] GoWithFipsObject(string[] settings, string[] functions, bool isPie = false, bool marked = true)
    {
        var data = Encoding.ASCII.GetBytes($"\0{(marked ? SampleStub.Marker : "a program of a test")}\0{string.Join('\0', functions)}\0{new string('x', 64)}\0");
        var template = new byte[0x78];
        byte[] Build(byte[] fips) => StubElf.Write(data, [], [], "", null,
        [
            (".go.fipsinfo", isPie ? [.. fips[..48], .. new byte[72]] : fips), (".go.buildinfo", GoBuildInfo("go1.24.4", string.Concat(settings.Select(line => line + "\n")))),
            .. isPie ? new[] { (".rela.dyn", Relocations(fips, StubElf.SecondDataOffset(data))) } : [],
        ]);
        var at = StubElf.SecondDataOffset(data);
        byte[] magic = [0xff, .. " Go fipsinfo "u8, 0xff, 0x00];
        magic.CopyTo(template, 0);
        BinaryPrimitives.WriteUInt64LittleEndian(template.AsSpan(48), (ulong)at);
        BinaryPrimitives.WriteUInt64LittleEndian(template.AsSpan(56), 256);
        BinaryPrimitives.WriteUInt64LittleEndian(template.AsSpan(64), 256 + (ulong)data.Length - 8);
        for (var range = 72; range < template.Length; range += 16)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(template.AsSpan(range), 300);
            BinaryPrimitives.WriteUInt64LittleEndian(template.AsSpan(range + 8), 308);
        }

        var file = Build(template);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, new byte[32]);
        hmac.AppendData("go fips object v1\n"u8);
        for (var range = 56; range < template.Length; range += 16)
        {
            var (start, end) = ((int)BinaryPrimitives.ReadUInt64LittleEndian(template.AsSpan(range)), (int)BinaryPrimitives.ReadUInt64LittleEndian(template.AsSpan(range + 8)));
            var length = new byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(length, (ulong)(end - start));
            hmac.AppendData(length);
            hmac.AppendData(file.AsSpan(start, end - start));
        }

        hmac.GetHashAndReset().CopyTo(template, 16);
        return Build(template);
    }

    /// <summary>A relative relocation of x86-64 for each pointer of a <c>.go.fipsinfo</c>.</summary>
    private static byte[] Relocations(byte[] fips, int address)
    {
        using var entries = new MemoryStream();
        var word = new byte[8];
        for (var at = 48; at < fips.Length; at += 8)
        {
            BinaryPrimitives.WriteInt64LittleEndian(word, address + at);
            entries.Write(word);
            BinaryPrimitives.WriteInt64LittleEndian(word, 8);
            entries.Write(word);
            entries.Write(fips.AsSpan(at, 8));
        }

        return entries.ToArray();
    }

    private static byte[] Varint(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
