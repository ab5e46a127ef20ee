namespace Compliance.Conformance.Tests.Stories;

/// <summary>Where things are.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The program as this test run was built with it.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "compliance.dll");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Compliance.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("Compliance.sln is in no parent folder");
    }
}
