using System.Collections.Immutable;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Probing;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;
using Compliance.Pipeline.Sandbox;
using Compliance.Tests.World;

namespace Compliance.Tests.Pipeline.Sandbox;

/// <summary>Programs of this machine, laid into an image of two layers, run in its root.</summary>
public sealed class SandboxProbeRunnerTests
{
    private const string Shell = "/usr/bin/dash";

    private static readonly string[] Files = [Shell, "/lib/x86_64-linux-gnu/libc.so.6", "/lib64/ld-linux-x86-64.so.2"];

    [Fact]
    public async Task Programs_see_the_merged_files_and_nothing_else()
    {
        Assert.SkipUnless(ImageSandbox.IsPossible && Files.All(File.Exists), "bubblewrap or the machine's dash is missing");
        var results = await RunAsync(
            image => image
                .Layer(layer =>
                {
                    foreach (var file in Files) layer.File(file[1..], File.ReadAllBytes(file), file == Shell ? 0x9ED : 0x1ED);
                    layer.File("etc/kept", "base\n").File("etc/gone", "x").Directory("data").File("empty", "");
                })
                .Layer(layer => layer.Whiteout("etc/gone").File("etc/kept", "upper\n").Symlink("by", "data").HardLink("etc/hard", "etc/kept").File("by/through", "t\n").Device("evil")),
            "read a < /etc/kept; read b < /etc/hard; read c < /data/through; echo $a $b $c; test -f /empty",
            "echo /etc/*; test ! -e /evil",
            $"test -x {Shell} -a ! -u {Shell}",
            "echo x > /etc/new",
            "echo x > /proc/sys/kernel/domainname",
            "echo $A $HOME $USER",
            "while :; do :; done & kill -9 $$");
        Assert.Equal([0, 0, 0, 2, 2, 0, 137], results.Select(result => result.ExitCode));
        Assert.Equal(["upper upper t\n", "/etc/hard /etc/kept\n", "1\n"], results.Where(result => result.Output.Text.Length > 0).Select(result => result.Output.Text));
    }

    [Theory]
    [InlineData("while :; do :; done")]
    [InlineData("while :; do echo flood; done")]
    [InlineData("trap '' TERM INT HUP; (while :; do :; done) & wait")]
    public async Task Program_that_never_ends_is_killed_with_all_that_it_started(string command)
    {
        Assert.SkipUnless(ImageSandbox.IsPossible && File.Exists(Shell), "bubblewrap or the machine's dash is missing");
        var (scratch, mark) = (Directory.CreateTempSubdirectory("compliance-hang-").FullName, Guid.NewGuid().ToString());
        try
        {
            var ran = await ImageSandbox.RunAsync("/", [], [Shell, "-c", command, mark], scratch, TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);

            Assert.True(ran.IsTimedOut);
            for (var tries = 0; tries < 100 && Alive(mark).Count > 0; tries++) await Task.Delay(100, TestContext.Current.CancellationToken);
            Assert.Empty(Alive(mark));
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    [Fact]
    public async Task Flood_of_output_is_kept_in_part_and_said_to_be_one()
    {
        Assert.SkipUnless(ImageSandbox.IsPossible && Files.All(File.Exists), "bubblewrap or the machine's dash is missing");
        var result = Assert.Single(await RunAsync(Plain, "i=0; while [ $i -lt 3000 ]; do echo 0123456789012345678901234567890123456789; i=$((i+1)); done; exit 3"));

        Assert.Equal((3, false, ProbeStream.MaxLength, 3000L * 41), (result.ExitCode, result.Output.IsWhole, result.Output.Text.Length, result.Output.Bytes));
    }

    [Fact]
    public async Task Image_that_cannot_be_laid_out_is_refused()
    {
        Assert.SkipUnless(ImageSandbox.IsPossible && Files.All(File.Exists), "bubblewrap or the machine's dash is missing");
        foreach (var bad in (Action<LayerBuilder>[])[layer => layer.File("dev", "x"), layer => layer.File("tmp", "x"), layer => layer.File($"etc/{new string('n', 256)}", "x")])
        {
            var reading = await TryAsync(
                image =>
                {
                    Plain(image);
                    image.Layer(layer => bad(layer));
                },
                "exit 0");
            Assert.Equal(ProbeCodes.NotStartable, Assert.Single(reading.Defects).Code);
        }
    }

    private static void Plain(ImageBuilder image) => image.Layer(layer =>
    {
        foreach (var file in Files) layer.File(file[1..], File.ReadAllBytes(file), 0x1ED);
    });

    /// <summary>Processes of this machine that have the mark among their arguments.</summary>
    private static List<string> Alive(string mark) => [.. Directory.EnumerateDirectories("/proc").Where(folder => Arguments(folder).Contains(mark, StringComparison.Ordinal))];

    private static string Arguments(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static async Task<ImmutableArray<ProbeResult>> RunAsync(Action<ImageBuilder> build, params string[] commands) => (await TryAsync(build, commands)).Required();

    private static async Task<Reading<ImmutableArray<ProbeResult>>> TryAsync(Action<ImageBuilder> build, params string[] commands)
    {
        var layout = new LayoutBuilder();
        layout.Image(build, "v1");
        using var snapshot = layout.Open("v1");
        using var acquired = ImageAcquisition.Run(snapshot, AuditInputs.None, Observations.All, Limits.Default);
        var root = ImageEvidence.From(acquired.Raw, acquired.Raw.Images[0], Limits.Default).Root;
        var runner = (await SandboxProbeRunner.OpenAsync(Limits.Default, TestContext.Current.CancellationToken)).Required();
        Assert.StartsWith("bubblewrap", runner.Machine.Sandbox, StringComparison.Ordinal);
        var environment = ImmutableSortedDictionary<string, string>.Empty.Add("A", "1");
        var probes = commands.Select(command => new Probe("test", Shell[1..], root.Find(Shell)!.Sha256!, [Shell, "-c", command], environment)).ToImmutableArray();
        return await runner.RunAsync(snapshot, snapshot.Images[0], root, probes, TestContext.Current.CancellationToken);
    }
}
