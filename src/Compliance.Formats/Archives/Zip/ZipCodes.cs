using Compliance.Formats.Reading;

namespace Compliance.Formats.Archives.Zip;

/// <summary>What can be wrong with a zip archive; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class ZipCodes
{
    public static readonly DiagnosticCode NoEnd = new("ZIP-0001");
    public static readonly DiagnosticCode BadEnd = new("ZIP-0002");
    public static readonly DiagnosticCode Zip64 = new("ZIP-0003");
    public static readonly DiagnosticCode DirectoryMisplaced = new("ZIP-0004");
    public static readonly DiagnosticCode CountDiffers = new("ZIP-0005");
    public static readonly DiagnosticCode BadRecord = new("ZIP-0006");
    public static readonly DiagnosticCode ExtraOrComment = new("ZIP-0007");
    public static readonly DiagnosticCode Flags = new("ZIP-0008");
    public static readonly DiagnosticCode Method = new("ZIP-0009");
    public static readonly DiagnosticCode Attributes = new("ZIP-0010");
    public static readonly DiagnosticCode Name = new("ZIP-0011");
    public static readonly DiagnosticCode NameTwice = new("ZIP-0012");
    public static readonly DiagnosticCode NameCollides = new("ZIP-0013");
    public static readonly DiagnosticCode FileAndFolder = new("ZIP-0014");
    public static readonly DiagnosticCode LocalDiffers = new("ZIP-0015");
    public static readonly DiagnosticCode NotContiguous = new("ZIP-0016");
    public static readonly DiagnosticCode TooLarge = new("ZIP-0017");
    public static readonly DiagnosticCode TooMany = new("ZIP-0018");
    public static readonly DiagnosticCode Ratio = new("ZIP-0019");
    public static readonly DiagnosticCode Content = new("ZIP-0020");
}
