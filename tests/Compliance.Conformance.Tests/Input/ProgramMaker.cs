using System.Buffers.Binary;
using System.Text;
using Compliance.Tests.World;

namespace Compliance.Conformance.Tests.Input;

/// <summary>Programs and archives in which a part that may hold cryptography can't be read.</summary>
internal static class ProgramMaker
{
    public static byte[] Make(string kind) => kind switch
    {
        "rust-list-broken" => StubElf.Write("\0x\0"u8.ToArray(), [], ["libc.so.6"], "", null, (".dep-v0", "no zlib"u8.ToArray())),
        "go-information-cut" => StubElf.Write("\0crypto/sha256.Sum256\0"u8.ToArray(), [], [], "", null, (".go.buildinfo", StubPrograms.GoBuildInfo("go1.24.4", "path\tapp\n")[..36])),
        "program-cut" => StubElf.Write("\0x\0"u8.ToArray(), ["x"], ["libc.so.6"], "")[..200],
        "jar-cut" => StubJar.BcFipsJar("2.0.0")[..^30],
        "jar-entry-encrypted" => Encrypted(StubJar.Of(("lib/inner.jar", StubJar.BcFipsJar("2.0.0"))), "lib/inner.jar"),
        "jar-deep" => Enumerable.Range(0, 8).Aggregate(StubJar.BcFipsJar("2.0.0"), (jar, _) => StubJar.Of(("lib/next.jar", jar))),
        _ => throw new FormatException($"no program is made '{kind}'"),
    };

    /// <summary>Sets the flag in the last row of the directory that has the name.</summary>
    private static byte[] Encrypted(byte[] jar, string name)
    {
        var row = jar.AsSpan(jar.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(name)) - 46);
        BinaryPrimitives.WriteUInt16LittleEndian(row[8..], (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(row[8..]) | 1));
        return jar;
    }
}
