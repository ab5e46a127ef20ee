using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Reading;
using Compliance.Oci.Transport;
using Compliance.Pipeline;
using Compliance.Pipeline.Apk.Repositories;
using Compliance.Pipeline.Compose;
using Compliance.Tests.Oci.Transport;
using Compliance.Tests.Pipeline.Compose;

namespace Compliance.Tests.Pipeline.Apk.Repositories;

/// <summary>The same image comes from a folder, an OCI layout and a server; each place is checked alike.</summary>
public sealed class RepositoryPlacesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("compliance-places-").FullName;
    private readonly SignedRepository repository = new();

    public RepositoryPlacesTests() => repository.Add("app", "", (new TarItem("usr/bin/app", TarEntryType.Regular) { Mode = 0x1ED }, "program"));

    public void Dispose()
    {
        repository.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Image_is_the_same_from_a_folder_a_layout_and_a_server()
    {
        var expected = Compose("r", repository).Required().IndexDigest;
        using var server = Serve();
        WriteLayout();
        Directory.CreateDirectory(Path.Combine(folder, "r", "x86_64"));
        foreach (var (path, content) in repository.Files) File.WriteAllBytes(Path.Combine(folder, path), content);
        Assert.Equal(expected, Compose("r", Places(fetches: false)).Required().IndexDigest);
        Assert.Equal(expected, Compose("oci:layout:v1", Places(fetches: false)).Required().IndexDigest);
        Assert.Equal(expected, Compose("oci:layout", Places(fetches: false)).Required().IndexDigest);
        Assert.Equal(expected, Compose($"{server.Address}r", Places(fetches: true)).Required().IndexDigest);
        Assert.Equal(["/r/x86_64/APKINDEX.tar.gz", "/r/x86_64/app-1-r0.apk"], server.Asked);
    }

    [Theory]
    [InlineData("APKINDEX.adb")]
    [InlineData("Packages.adb")]
    public void Repository_with_an_index_of_version_3_only_is_told(string name)
    {
        Directory.CreateDirectory(Path.Combine(folder, "r", "x86_64"));
        File.WriteAllText(Path.Combine(folder, "r", "x86_64", name), "ADBd");
        Assert.Equal("APK-0102", Assert.Single(Compose("r", Places(fetches: false)).Defects).Code.Text);
    }

    [Fact]
    public void Server_is_not_asked_when_nothing_may_be_fetched()
    {
        using var server = Serve();
        Assert.Equal([PipelineCodes.Offline], Compose($"{server.Address}r", Places(fetches: false)).Defects.Select(defect => defect.Code));
        Assert.Empty(server.Asked);
    }

    [Theory]
    [InlineData("/r/x86_64/APKINDEX.tar.gz")]
    [InlineData("/r/x86_64/app-1-r0.apk")]
    public void Changed_bytes_from_a_server_are_refused(string path)
    {
        using var server = Serve();
        server.Files[path][^20] ^= 1;
        Assert.False(Compose($"{server.Address}r", Places(fetches: true)).TryGet(out _));
    }

    [Fact]
    public void Missing_index_of_a_server_or_layout_is_a_defect()
    {
        using var server = Serve();
        WriteLayout();
        Assert.Equal([PipelineCodes.RepositoryMissing], Compose($"{server.Address}none", Places(fetches: true)).Defects.Select(defect => defect.Code));
        Assert.Equal([PipelineCodes.RepositoryMissing], Compose("oci:layout:other", Places(fetches: false)).Defects.Select(defect => defect.Code));
        Assert.Equal([PipelineCodes.RepositoryMissing], Compose("oci:none", Places(fetches: false)).Defects.Select(defect => defect.Code));
    }

    [Fact]
    public void Blob_of_a_layout_that_is_another_is_refused()
    {
        WriteLayout();
        var digest = ContentHasher.Sha256(repository.Files["r/x86_64/app-1-r0.apk"]);
        File.WriteAllText(Path.Combine(folder, "layout", "blobs", "sha256", digest.Hex), "other");
        Assert.Throws<IOException>(() => Compose("oci:layout:v1", Places(fetches: false)));
    }

    private RepositoryPlaces Places(bool fetches) =>
        new(folder, fetches ? new FileCache(Path.Combine(folder, "cache"), FetchSettings.Default, TimeProvider.System) : null, Limits.Default);

    private Reading<Compliance.Pipeline.Compose.Output.Composition> Compose(string place, IRepositoryFiles files)
    {
        var text = $"contents: {{ repositories: ['{place}'], packages: [app] }}\narchs: [amd64]\n";
        var configuration = ApkoConfigurationReader.Read(Encoding.UTF8.GetBytes(text), "image").Required();
        // What the image keeps of its repositories is not what is compared here.
        configuration = configuration with { Contents = configuration.Contents with { BuildRepositories = configuration.Contents.Repositories, Repositories = [] } };
        return ImageComposer.Compose(new ComposeRequest(configuration, "image", files, repository.Keyring));
    }

    private FileServer Serve()
    {
        var server = new FileServer();
        foreach (var (path, content) in repository.Files) server.Files[$"/{path}"] = [.. content];
        return server;
    }

    private void WriteLayout()
    {
        var blobs = Directory.CreateDirectory(Path.Combine(folder, "layout", "blobs", "sha256")).FullName;
        var layers = string.Join(',', repository.Files.Select(file => Put(file.Value, "application/octet-stream", $"\"org.opencontainers.image.title\":\"{file.Key[2..]}\"")));
        var config = Put("{}"u8.ToArray(), "application/vnd.oci.empty.v1+json", "");
        var manifest = Encoding.UTF8.GetBytes($"{{\"schemaVersion\":2,\"artifactType\":\"application/vnd.example.apk\",\"config\":{config},\"layers\":[{layers}]}}");
        var listed = Put(manifest, "application/vnd.oci.image.manifest.v1+json", "\"org.opencontainers.image.ref.name\":\"v1\"");
        var index = $"{{\"schemaVersion\":2,\"manifests\":[{listed}]}}";
        File.WriteAllText(Path.Combine(folder, "layout", "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        File.WriteAllText(Path.Combine(folder, "layout", "index.json"), index);

        string Put(byte[] content, string type, string annotation)
        {
            var digest = ContentHasher.Sha256(content);
            File.WriteAllBytes(Path.Combine(blobs, digest.Hex), content);
            return $"{{\"mediaType\":\"{type}\",\"digest\":\"{digest}\",\"size\":{content.Length},\"annotations\":{{{annotation}}}}}";
        }
    }
}
