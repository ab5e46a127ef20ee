namespace Compliance.Oci.Files;

/// <summary>The names of kinds in an inventory's text; part of the format, never changed.</summary>
internal static class FileKinds
{
    private static readonly string[] Names = ["file", "directory", "symlink", "hardlink", "char-device", "block-device", "fifo", "whiteout", "opaque"];

    public static string Name(FileKind kind) => Names[(int)kind];

    public static FileKind? Parse(string? name) => Array.IndexOf(Names, name) is var at and >= 0 ? (FileKind)at : null;

    public static bool IsLink(FileKind kind) => kind is FileKind.SymbolicLink or FileKind.HardLink;
}
