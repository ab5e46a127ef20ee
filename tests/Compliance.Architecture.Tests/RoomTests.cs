using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Compliance.Architecture.Tests;

/// <summary>Who may use whom, in the project files and in what the compiler really referenced.</summary>
public sealed class RoomTests
{
    public static TheoryData<string> Rooms => House.RoomNames;

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Project_references_only_the_rooms_it_may(string room)
    {
        var referenced = House.Included(room, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)["Compliance.".Length..]);
        Assert.Empty(referenced.Except(House.Rooms[room]));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Project_takes_only_the_packages_that_stand_in_it(string room) =>
        Assert.Empty(House.Included(room, "PackageReference").Except(House.Packages[room]));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Assembly_references_only_the_rooms_it_may(string room)
    {
        var referenced = References(room).Where(name => name.StartsWith("Compliance.", StringComparison.Ordinal)).Select(name => name["Compliance.".Length..]);
        Assert.Empty(referenced.Except(House.Rooms[room]));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Only_cryptography_uses_the_platforms_cryptography(string room)
    {
        var uses = Namespaces(room).Any(name => name.StartsWith("System.Security.Cryptography", StringComparison.Ordinal));
        Assert.Equal(room == "Cryptography", uses);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Only_oci_may_use_http_clients(string room) =>
        Assert.True(room == "Oci" || !Types(room).Contains("System.Net.Http.HttpClient"), $"{room} uses HttpClient");

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Only_pipeline_may_start_processes(string room) =>
        Assert.True(room == "Pipeline" || !Types(room).Contains("System.Diagnostics.Process"), $"{room} uses Process");

    [Theory]
    [InlineData("Formats")]
    [InlineData("Cryptography")]
    [InlineData("Policy")]
    public void Pure_rooms_open_no_files_and_sockets(string room)
    {
        string[] impure = ["System.IO.File", "System.IO.FileStream", "System.IO.Directory", "System.IO.FileInfo", "System.Net.Sockets.Socket", "System.Diagnostics.Process", "System.Net.Http.HttpClient"];
        Assert.Empty(Types(room).Intersect(impure));
    }

    [Theory]
    [InlineData("Formats")]
    [InlineData("Cryptography")]
    [InlineData("Policy")]
    public void Pure_rooms_ask_no_environment(string room) => Assert.DoesNotContain("GetEnvironmentVariable", Members(room, "System.Environment"));

    [Fact]
    public void Only_store_uses_sql() =>
        Assert.Equal(["Store"], House.Rooms.Keys.Where(room => References(room).Any(name => name is "Dapper" or "Microsoft.Data.Sqlite" or "Npgsql")));

    private static List<string> References(string room) => Metadata(room, reader =>
        reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name)).ToList());

    private static HashSet<string> Namespaces(string room) => Metadata(room, reader => reader.TypeReferences
        .Select(handle => reader.GetString(reader.GetTypeReference(handle).Namespace)).ToHashSet(StringComparer.Ordinal));

    private static HashSet<string> Types(string room) => Metadata(room, reader => reader.TypeReferences
        .Select(handle => reader.GetTypeReference(handle))
        .Select(type => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}").ToHashSet(StringComparer.Ordinal));

    // Compiled iterators ask System.Environment for a thread id: it is the members that tell.
    private static HashSet<string> Members(string room, string type) => Metadata(room, reader => reader.MemberReferences
        .Select(handle => reader.GetMemberReference(handle))
        .Where(member => member.Parent.Kind == HandleKind.TypeReference)
        .Where(member => reader.GetTypeReference((TypeReferenceHandle)member.Parent) is var parent && $"{reader.GetString(parent.Namespace)}.{reader.GetString(parent.Name)}" == type)
        .Select(member => reader.GetString(member.Name)).ToHashSet(StringComparer.Ordinal));

    private static T Metadata<T>(string room, Func<MetadataReader, T> read)
    {
        using var stream = File.OpenRead(House.AssemblyFile(room));
        using var assembly = new PEReader(stream);
        return read(assembly.GetMetadataReader());
    }
}
