namespace Compliance.Conformance.Tests;

/// <summary>Files of the vectors: those beside the repository, or one's own by <c>COMPLIANCE_VECTORS</c>.</summary>
internal static class Vectors
{
    /// <summary>The folder that holds Compliance.sln; null when the suite runs away from its repository.</summary>
    public static string? Repository { get; } = FindRepository();

    private static readonly string? Beside = Repository is null ? null : Path.GetFullPath(Path.Combine(Repository, "..", "shared", "vectors"));

    /// <summary><c>COMPLIANCE_VECTORS</c>, else <c>../shared/vectors</c> beside the repository; null when absent.</summary>
    public static string? Root { get; } = Find();

    /// <summary>True for the folder beside the repository, which must hold every area; somebody's own folder may hold a few.</summary>
    public static bool AreDefault => Root == Beside;

    /// <summary>Files under a folder of the vectors, ordinal order; none when the folder is absent.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) => Has(folder)
        ? [.. Directory.EnumerateFiles(Path.Combine(Root!, folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>True when a folder or file of this name is among the vectors.</summary>
    public static bool Has(string name) => Root is not null && Path.Exists(Path.Combine(Root, name));

    /// <summary>A file's path from the vectors' root, for messages and locators.</summary>
    public static string Name(string file) => Path.GetRelativePath(Root!, file);

    private static string? Find()
    {
        var folder = Environment.GetEnvironmentVariable("COMPLIANCE_VECTORS") is { Length: > 0 } named ? Path.GetFullPath(named) : Beside;
        return Directory.Exists(folder) ? Path.TrimEndingDirectorySeparator(folder) : null;
    }

    private static string? FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Compliance.sln"))) return folder.FullName;
        }

        return null;
    }
}
