using System.Text;
using Compliance.Formats.CryptoModules;

namespace Compliance.Tests.World.Samples;

/// <summary>A file of a package in a sample image.</summary>
internal sealed record SampleFile(string Path, byte[] Bytes, int Mode)
{
    private const int Readable = 0x1A4;
    private const int Executable = 0x1ED;

    public string Folder => Path[..Path.LastIndexOf('/')];

    public static SampleFile Text(string path, string text) => new(path, Encoding.UTF8.GetBytes(text), Readable);

    public static SampleFile Binary(string path, byte[] bytes, int mode = Executable) => new(path, bytes, mode);

    /// <summary>A program without code that links the given libraries.</summary>
    public static SampleFile Program(string path, params string[] needed) => Binary(path, StubModule.Program(needed));

    /// <summary>A shared library without code.</summary>
    public static SampleFile Library(string path, string soname, params string[] needed) =>
        Binary(path, StubElf.Write(Encoding.ASCII.GetBytes($"\0{SampleStub.Marker}\0"), exported: [], needed, soname));

    public static SampleFile Licence(string package, string licence) => Text($"usr/share/licenses/{package}/LICENSE", $"{licence}: {SampleStub.Marker}, no program of this name is in here.\n");
}
