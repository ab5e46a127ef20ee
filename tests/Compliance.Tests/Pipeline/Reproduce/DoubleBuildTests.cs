using Compliance.Formats.Reading;
using Compliance.Pipeline.Reproduce;

namespace Compliance.Tests.Pipeline.Reproduce;

/// <summary>Builds of a shell script, each with one thing in it that makes builds differ.</summary>
public sealed class DoubleBuildTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("compliance-double-").FullName;

    public static TheoryData<string, string, string> Seeds => new()
    {
        { "date > root/file", "Content", "clock" },
        { "echo built in $PWD > root/file", "Content", "build path" },
        { "uname -n > root/file", "Content", "host name" },
        { "id -u > root/file", "Content", "user id" },
        { "if [ $TZ = UTC ]; then printf 'a\\nb\\n'; else printf 'b\\na\\n'; fi > root/file", "Content", "order" },
        { "echo $TZ > root/file", "Content", "time zone" },
        { "echo sorted by $LC_ALL > root/file", "Content", "locale" },
        { "echo $(nproc) jobs > root/file", "Content", "count of processors" },
        { "head -c 16 /dev/urandom > root/file", "Content", "random" },
        { "echo x > root/file; gzip root/file", "Content", "clock (time in a gzip header)" },
        { "echo x > root/file-$(date +%s)", "OnlyFirst", "a name that a build makes up" },
        { "echo x > root/file; if [ $TZ = UTC ]; then chmod 600 root/file; fi", "Mode", "umask" },
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Seeded_difference_is_caught_and_named(string seed, string kind, string cause)
    {
        var reproduction = await Build(seed, "--sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner");
        Assert.Equal(ReproductionVerdict.Different, reproduction.Verdict);
        Assert.Contains(reproduction.Differences, difference => difference.Kind.ToString() == kind && difference.Cause.StartsWith(cause, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Build_without_anything_of_the_machine_is_identical()
    {
        var reproduction = await Build("echo x > root/file", "--sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner");
        Assert.Equal(ReproductionVerdict.Identical, reproduction.Verdict);
        Assert.Empty(reproduction.Differences);
    }

    [Fact]
    public async Task Times_alone_are_equivalent()
    {
        var reproduction = await Build("echo x > root/file", "--sort=name --owner=0 --group=0 --numeric-owner");
        Assert.Equal(ReproductionVerdict.Equivalent, reproduction.Verdict);
        Assert.Equal(reproduction.Normalised.First, reproduction.Normalised.Second);
        Assert.All(reproduction.Differences, difference => Assert.Equal(DifferenceKind.Time, difference.Kind));
    }

    [Fact]
    public async Task Build_that_fails_is_refused_with_what_it_said()
    {
        var reading = await Run("echo broken >&2; exit 3", "");
        var defect = Assert.Single(reading.Defects);
        Assert.Equal("BUILD-0013", defect.Code.Text);
        Assert.Contains("broken", defect.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Network_is_not_there()
    {
        var reading = await Run("cat < /dev/tcp/127.0.0.1/22", "");
        Assert.Contains(reading.Defects, defect => defect.Code.Text == "BUILD-0013");
    }

    private async Task<Reproduction> Build(string seed, string tarOptions) => (await Run(seed, tarOptions)).Required();

    private async Task<Reading<Reproduction>> Run(string seed, string tarOptions)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/bwrap") && File.Exists("/usr/bin/faketime") && !OperatingSystem.IsWindows(), "bubblewrap or faketime is missing");
        var source = Directory.CreateDirectory(Path.Combine(folder, "source")).FullName;
        await File.WriteAllTextAsync(Path.Combine(source, "build.sh"), Script(seed, tarOptions), TestContext.Current.CancellationToken);
        return await DoubleBuild.RunAsync(source, ["/bin/bash", "build.sh"], "out", null, Path.Combine(folder, "scratch"), [], TimeSpan.FromMinutes(2), Limits.Default, TestContext.Current.CancellationToken);
    }

    private static string Script(string seed, string tarOptions) => $$$"""
        set -e
        umask 022
        mkdir -p root out/blobs/sha256
        {{{seed}}}
        tar {{{tarOptions}}} --format=ustar -C root -cf layer.tar .
        put() { d=$(sha256sum "$1" | cut -d' ' -f1); cp "$1" out/blobs/sha256/$d; echo $d; }
        layer=$(put layer.tar); size=$(stat -c %s layer.tar)
        printf '{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' $layer > config.json
        config=$(put config.json)
        printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%s},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"sha256:%s","size":%s}]}' $config $(stat -c %s config.json) $layer $size > manifest.json
        manifest=$(put manifest.json)
        printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%s}]}' $manifest $(stat -c %s manifest.json) > out/index.json
        printf '{"imageLayoutVersion":"1.0.0"}' > out/oci-layout
        """.ReplaceLineEndings("\n");
}
