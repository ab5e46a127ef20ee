using Compliance.Service.Identity;
using Compliance.Store.Sqlite;

namespace Compliance.Service.Configuration;

/// <summary>
/// Where history, packages and the signing identity live: <c>--data</c>, else <c>COMPLIANCE_DATA</c>, else the platform's usual place
/// (<c>$XDG_DATA_HOME/compliance</c>, <c>~/.local/share/compliance</c>, <c>%LOCALAPPDATA%\compliance</c>).
/// </summary>
internal static class DataDirectory
{
    /// <summary>No audit writes at one file for so long: an older temporary one belongs to a process that was killed.</summary>
    private static readonly TimeSpan LeftBehindAfter = TimeSpan.FromDays(1);

    /// <summary>Opens history and packages, and takes away what killed processes left behind.</summary>
    public static SqliteEvidenceStore OpenStore(string folder, TimeProvider clock)
    {
        var store = SqliteEvidenceStore.Open(folder);
        var before = clock.GetUtcNow() - LeftBehindAfter;
        store.RemoveLeftBehind(before);
        new IdentityFolder(folder).RemoveLeftBehind(before);
        return store;
    }

    public static string Resolve(string? option, Func<string, string?> environment)
    {
        if (!string.IsNullOrEmpty(option)) return Folder(option);
        if (environment("COMPLIANCE_DATA") is { Length: > 0 } chosen) return Folder(chosen);
        var usual = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return usual.Length > 0
            ? Path.Combine(usual, "compliance")
            : throw new CommandLine.VerbFailure(
                CommandLine.ExitCodes.Usage,
                "no place for the data directory: HOME is not set",
                "name one with --data <dir> or COMPLIANCE_DATA");
    }

    private static string Folder(string named)
    {
        var path = Path.GetFullPath(named);
        return File.Exists(path)
            ? throw new CommandLine.VerbFailure(CommandLine.ExitCodes.InputOutput, $"{path} is a file, and the data directory must be a folder", "name one with --data <dir> or COMPLIANCE_DATA")
            : path;
    }
}
