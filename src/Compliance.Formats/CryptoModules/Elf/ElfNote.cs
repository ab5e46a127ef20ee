namespace Compliance.Formats.CryptoModules.Elf;

/// <summary>One note (gABI, "Note Section").</summary>
/// <param name="Owner">Without its terminating NUL; at most 256 bytes are kept.</param>
/// <param name="Description">At most 64 KiB are kept.</param>
public sealed record ElfNote(string Owner, uint Type, ReadOnlyMemory<byte> Description);
