namespace Compliance.Conformance.Tests;

/// <summary>Files of the shared vectors.</summary>
internal static class Vectors
{
    /// <summary><c>COMPLIANCE_VECTORS</c>, else <c>../shared/vectors</c> beside the repository; null when absent.</summary>
    public static string? Root { get; } = Find();

    /// <summary>Files under a folder of the vectors, ordinal order; none when the vectors are absent.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) => Root is null || !Directory.Exists(Path.Combine(Root, folder))
        ? []
        : [.. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>A file's path from the vectors' root, for messages and locators.</summary>
    public static string Name(string file) => Path.GetRelativePath(Root!, file);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("COMPLIANCE_VECTORS") is { Length: > 0 } named) return Directory.Exists(named) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Compliance.sln"))) continue;
            var beside = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "vectors"));
            return Directory.Exists(beside) ? beside : null;
        }

        return null;
    }
}
