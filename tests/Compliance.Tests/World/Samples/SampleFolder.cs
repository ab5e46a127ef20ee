using System.Text;
using Compliance.Tests.Policy;

namespace Compliance.Tests.World.Samples;

/// <summary>Folders of <c>evidence-samples</c>: <c>COMPLIANCE_REGENERATE=1</c> writes them.</summary>
internal static class SampleFolder
{
    public static bool Regenerate { get; } = Environment.GetEnvironmentVariable("COMPLIANCE_REGENERATE") == "1";

    public static string Root { get; } = Path.Combine(ShippedPolicies.Root(), "evidence-samples");

    public static byte[] Read(string path) => File.ReadAllBytes(Path.Combine(Root, path));

    /// <summary>The folder holds these files, with these bytes, and no others.</summary>
    public static void IsCurrent(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        if (Regenerate) Write(folder, files);
        var at = Path.Combine(Root, folder);
        Assert.Equal(files.Keys.Order(StringComparer.Ordinal), Directory.EnumerateFiles(at, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(at, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.True(File.ReadAllBytes(Path.Combine(at, file.Key)).AsSpan().SequenceEqual(file.Value), $"{folder}/{file.Key} is not what is made now: run the tests with COMPLIANCE_REGENERATE=1"));
    }

    /// <summary>Replaces the folder.</summary>
    public static void Write(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        var at = Path.Combine(Root, folder);
        if (Directory.Exists(at)) Directory.Delete(at, recursive: true);
        foreach (var (path, bytes) in files)
        {
            var file = Path.Combine(at, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes);
        }
    }

    /// <summary>What <see cref="LayoutBuilder.WriteTo"/> writes.</summary>
    public static Dictionary<string, byte[]> Files(LayoutBuilder layout)
    {
        var folder = Directory.CreateTempSubdirectory("compliance-samples-");
        try
        {
            layout.WriteTo(folder.FullName);
            return Directory.EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories)
                .ToDictionary(file => Path.GetRelativePath(folder.FullName, file).Replace('\\', '/'), File.ReadAllBytes, StringComparer.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
