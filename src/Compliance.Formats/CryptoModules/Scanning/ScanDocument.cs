using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>The record of one look through an image: what collectors have instead of the bytes.</summary>
/// <param name="Looked">Files that were looked into, also those that gave no entry.</param>
/// <param name="Files">Ordinal order of paths; each path once.</param>
/// <param name="Unread">Files that should have been looked into and could not be: path and why.</param>
public sealed record ScanDocument(int Looked, ImmutableArray<ScannedFile> Files, ImmutableArray<Defect> Unread)
{
    /// <summary>Origin of the record in an evidence package.</summary>
    public const string Name = "crypto-modules.json";

    /// <summary>Why something could not be looked into: the codes that <see cref="Unread"/> may have.</summary>
    internal static ImmutableArray<DiagnosticCode> Codes { get; } =
    [
        CryptoModuleDiagnostics.FileUnread, CryptoModuleDiagnostics.ArchiveUnread, CryptoModuleDiagnostics.ArchiveEntryUnread, CryptoModuleDiagnostics.CrateListUnread,
        CryptoModuleDiagnostics.GoBuildUnread, CryptoModuleDiagnostics.ProgramDamaged,
    ];
}
