using Compliance.Formats.CryptoModules.Elf;

namespace Compliance.Formats.CryptoModules;

/// <summary>
/// Stand-ins for modules that samples and tests need and that can't be had. Each carries the marker in its data, whatever name it claims;
/// a file with the marker never matches a certificate.
/// </summary>
public static class SampleStub
{
    /// <summary>The marker, ASCII.</summary>
    public const string Marker = "compliance sample stub";

    public static bool IsMarked(ElfFile file) => EmbeddedText.Holds(file, "compliance sample stub"u8);
}
