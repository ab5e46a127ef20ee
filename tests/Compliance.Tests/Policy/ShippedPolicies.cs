using System.Collections.Immutable;
using Compliance.Policy.Cases;
using Compliance.Policy.Library;

namespace Compliance.Tests.Policy;

/// <summary>The policies of this repository.</summary>
internal static class ShippedPolicies
{
    private static readonly Lazy<PolicyLibrary> Loaded = new(() => PolicyLibrary.Load(Files()).Required());

    private static readonly Lazy<ImmutableArray<PolicyCase>> Read = new(() => PolicyCaseReader.ReadAll(Library).Cases);

    public static string Folder { get; } = Path.Combine(Root(), "policies");

    public static PolicyLibrary Library => Loaded.Value;

    public static ImmutableArray<PolicyCase> Cases => Read.Value;

    public static ImmutableArray<PolicyFile> Files() =>
    [
        .. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(file => new PolicyFile(Path.GetRelativePath(Folder, file).Replace('\\', '/'), File.ReadAllBytes(file))),
    ];

    /// <summary>The folder that holds Compliance.sln.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Compliance.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Compliance.sln is in no folder above the tests");
    }
}
