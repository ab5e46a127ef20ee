using System.Collections.Immutable;
using System.Xml.Linq;

namespace Compliance.Architecture.Tests;

/// <summary>The tables of docs/architecture.md: which room may use which, and which packages stand in it.</summary>
internal static class House
{
    public static readonly ImmutableSortedDictionary<string, string[]> Rooms = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Formats"] = [],
        ["Cryptography"] = ["Formats"],
        ["Oci"] = ["Cryptography", "Formats"],
        ["Policy"] = ["Formats"],
        ["Evidence"] = ["Cryptography", "Formats", "Oci", "Policy"],
        ["Pipeline"] = ["Cryptography", "Evidence", "Formats", "Oci", "Policy"],
        ["Reporting"] = ["Cryptography", "Evidence", "Formats", "Policy"],
        ["Store"] = ["Evidence", "Formats", "Oci", "Pipeline", "Policy"],
        ["Service"] = ["Cryptography", "Evidence", "Formats", "Oci", "Pipeline", "Policy", "Reporting", "Store"],
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static readonly ImmutableSortedDictionary<string, string[]> Packages = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Formats"] = ["YamlDotNet", "ZstdSharp.Port"],
        ["Cryptography"] = ["Pkcs11Interop", "System.Security.Cryptography.Pkcs"],
        ["Oci"] = [],
        ["Policy"] = ["NJsonSchema"],
        ["Evidence"] = [],
        ["Pipeline"] = [],
        ["Reporting"] = ["DocumentFormat.OpenXml", "Fluid.Core", "Markdig", "QuestPDF"],
        ["Store"] = ["Dapper", "Microsoft.Data.Sqlite", "Npgsql", "Quartz"],
        ["Service"] = ["Microsoft.Extensions.Hosting", "OpenTelemetry.Extensions.Hosting", "System.CommandLine"],
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static string Root { get; } = FindRoot();

    public static TheoryData<string> RoomNames => new(Rooms.Keys);

    public static string ProjectFile(string room) => Path.Combine(Root, "src", $"Compliance.{room}", $"Compliance.{room}.csproj");

    public static string AssemblyFile(string room) =>
        Path.Combine(AppContext.BaseDirectory, room == "Service" ? "compliance.dll" : $"Compliance.{room}.dll");

    public static IEnumerable<string> Included(string room, string element) => XDocument.Load(ProjectFile(room))
        .Descendants(element)
        .Select(reference => (string)reference.Attribute("Include")!);

    /// <summary>Files that we wrote, relative to the root, without build output.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        var top = Path.Combine(Root, folder);
        return !Directory.Exists(top) ? [] : Directory.EnumerateFiles(top, pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Compliance.sln"))) return directory.FullName;
        }

        throw new InvalidOperationException("Compliance.sln is in no parent folder");
    }
}
