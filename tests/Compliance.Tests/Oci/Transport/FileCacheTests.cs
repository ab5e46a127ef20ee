using Compliance.Oci.Transport;

namespace Compliance.Tests.Oci.Transport;

/// <summary>Files over HTTP: bounded, taken up, from no other host.</summary>
public sealed class FileCacheTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("compliance-fetch-").FullName;
    private readonly FileServer server = new();
    private readonly byte[] content = new byte[100_000];

    public FileCacheTests()
    {
        new Random(7).NextBytes(content);
        server.Files["/a"] = content;
    }

    public void Dispose()
    {
        server.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void File_is_fetched_once_and_then_asked_for_by_its_tag()
    {
        Assert.Equal(content, Fetch("a"));
        Assert.Equal(content, Fetch("a"));
        Assert.Equal(2, server.Asked.Count);
        Assert.StartsWith("/a \"", server.Asked[1], StringComparison.Ordinal);
        server.Files["/a"] = [1, 2, 3];
        Assert.Equal([1, 2, 3], Fetch("a"));
    }

    [Fact]
    public void File_that_was_changed_on_disk_is_fetched_again()
    {
        File.WriteAllText(Cache().Fetch(new Uri(server.Address, "a"))!, "other");
        Assert.Equal(content, Fetch("a"));
        Assert.Equal(["/a", "/a"], server.Asked);
    }

    [Fact]
    public void Transfer_that_breaks_goes_on_where_it_stopped_also_in_another_run()
    {
        foreach (var count in (int[])[30_000, 20_000]) server.BreaksAfter.Enqueue(count);
        Assert.Throws<IOException>(() => Cache(attempts: 2).Fetch(new Uri(server.Address, "a")));
        Assert.Equal(content, Fetch("a"));
        Assert.Equal(["/a", "/a bytes=30000-", "/a bytes=50000-"], server.Asked);
    }

    [Fact]
    public void Part_of_a_file_that_is_another_now_is_not_taken_up()
    {
        server.BreaksAfter.Enqueue(30_000);
        Assert.Throws<IOException>(() => Cache(attempts: 1).Fetch(new Uri(server.Address, "a")));
        server.Files["/a"] = [.. content.Reverse()];
        Assert.Equal(server.Files["/a"], Fetch("a"));
    }

    [Fact]
    public void Server_without_tags_is_asked_for_the_whole_again()
    {
        server.HasTags = false;
        server.BreaksAfter.Enqueue(30_000);
        Assert.Equal(content, Fetch("a"));
        Assert.Equal(content, Fetch("a"));
        Assert.Equal(["/a", "/a", "/a"], server.Asked);
    }

    [Fact]
    public void Missing_file_is_none()
    {
        Assert.Null(Cache().Fetch(new Uri(server.Address, "none")));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Redirect_is_followed_on_the_same_host_only()
    {
        server.Leads["/b"] = "/a";
        Assert.Equal(content, Fetch("b"));
        server.Leads["/b"] = $"http://localhost:{server.Address.Port}/a";
        var refused = Assert.Throws<FetchRefusedException>(() => Fetch("b"));
        Assert.Contains("is not configured", refused.Message, StringComparison.Ordinal);
        server.Leads["/c"] = "/c";
        Assert.Throws<FetchRefusedException>(() => Fetch("c"));
    }

    [Fact]
    public void Larger_file_than_the_bound_is_refused_and_leaves_nothing()
    {
        var cache = new FileCache(folder, FetchSettings.Default with { MaxBytes = 99_999 }, TimeProvider.System);
        Assert.Throws<FetchRefusedException>(() => cache.Fetch(new Uri(server.Address, "a")));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData(403, 1)]
    [InlineData(503, 4)]
    public void Refusal_is_final_and_trouble_is_tried_again(int status, int asked)
    {
        server.Status = status;
        Assert.ThrowsAny<IOException>(() => Fetch("a"));
        Assert.Equal(asked, server.Asked.Count);
    }

    [Fact]
    public void Address_with_a_user_or_of_another_kind_is_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => Cache().Fetch(new Uri("http://me:secret@127.0.0.1/")));
        Assert.Throws<ArgumentException>(() => Cache().Fetch(new Uri("file:///etc/passwd")));
    }

    private FileCache Cache(int attempts = 4) => new(folder, FetchSettings.Default with { FirstPause = TimeSpan.FromMilliseconds(1), MaxAttempts = attempts }, TimeProvider.System);

    private byte[] Fetch(string path) => File.ReadAllBytes(Cache().Fetch(new Uri(server.Address, path))!);
}
