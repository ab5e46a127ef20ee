namespace Compliance.Tests;

/// <summary>Where the test vectors of others are; they are never part of the repository.</summary>
internal static class Vectors
{
    /// <summary><c>COMPLIANCE_VECTORS</c>, else <c>../shared/vectors</c> beside the repository; null when absent.</summary>
    public static string? Root { get; } = Find();

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
