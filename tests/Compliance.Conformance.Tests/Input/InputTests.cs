using System.Diagnostics;
using Compliance.Conformance.Tests.Stories;

namespace Compliance.Conformance.Tests.Input;

/// <summary>
/// Bad input through the real executable: each folder of <c>tests/cases/input</c> says how it is made and how the program must end. Whatever comes, there
/// is a code and a place, no stack trace, no half-written package, no temporary file, and bounded time and memory.
/// </summary>
public abstract class InputTests
{
    private static readonly string Root = Path.Combine(Repository.Root, "tests", "cases", "input");

    /// <summary>Shell that runs the rest of its arguments with a full disk under the first one and lists what is left there into the second.</summary>
    private const string FullDisk = "mount -t tmpfs -o size=160k tmpfs \"$0\" || exit 99; left=$1; out=$0; shift; \"$@\"; code=$?; ls -A \"$out\" > \"$left\"; exit $code";

    private protected static TheoryData<string> CasesOf(Func<InputCase, bool> isWanted) =>
        [.. Directory.GetDirectories(Root).Order(StringComparer.Ordinal).Select(InputCase.Read).Where(one => isWanted(one) && (!one.Long || Environment.GetEnvironmentVariable("COMPLIANCE_LONG") == "1")).Select(one => one.Name)];

    private protected static void Play(string name)
    {
        var one = InputCase.Read(Path.Combine(Root, name));
        Assert.SkipWhen(one.Under == "full-disk" && !CanMount.Value, "no file system can be mounted here (unshare -rm)");
        using var world = new InputWorld(one);
        var start = BoundedProgram.Prepare(Wrap(one, world), one.Run.Select(world.Fill), world.Temporary);
        var ran = BoundedProgram.Run(start, one.MaxSeconds, one.Under == "interrupted" ? Interrupter(world) : null);
        Judge(one, world, ran);
    }

    private static void Judge(InputCase one, InputWorld world, BoundedProgram ran)
    {
        var wrong = new List<string>();
        if (ran.Exit != one.Exit) wrong.Add($"exit {ran.Exit}, not {one.Exit}");
        if (ran.Mebibytes > one.MaxMebibytes) wrong.Add($"{ran.Mebibytes:F0} MiB, more than {one.MaxMebibytes}");
        var place = world.Fill(one.Place);
        if (!ran.Printed.Split('\n').Any(line => line.Contains(one.Code, StringComparison.Ordinal) && line.Contains(place, StringComparison.Ordinal))) wrong.Add($"no line with '{one.Code}' and '{place}'");
        if (ran.Printed.Contains("   at ", StringComparison.Ordinal) || ran.Printed.Contains("Unhandled", StringComparison.Ordinal)) wrong.Add("a stack trace");
        if (ran.Printed.Contains('\e', StringComparison.Ordinal) || ran.Printed.Contains('\r', StringComparison.Ordinal)) wrong.Add("control characters");
        CheckFiles(one, world, wrong);
        Assert.True(wrong.Count == 0, $"{one.Name}: {string.Join("; ", wrong)} ({ran.Took.TotalSeconds:F1} s, {ran.Mebibytes:F0} MiB)\n{ran.Printed}");
    }

    private static void CheckFiles(InputCase one, InputWorld world, List<string> wrong)
    {
        // A disk that is only mounted for the program is gone with it; its listing was kept.
        var listing = world.Place("left");
        var left = File.Exists(listing) ? [.. File.ReadAllLines(listing)] : Names(world.Out);
        if (!left.SequenceEqual(one.Package ? ["x.asice"] : [], StringComparer.Ordinal)) wrong.Add($"left in the folder of packages: {string.Join(", ", left)}");
        if (Names(world.Temporary) is { Count: > 0 } temporary) wrong.Add($"temporary files left: {string.Join(", ", temporary)}");
        foreach (var file in Directory.EnumerateFiles(world.Data, "*.tmp", SearchOption.AllDirectories)) wrong.Add($"half-written in the data directory: {file}");
        var packages = Path.Combine(world.Data, "packages");
        var kept = Directory.Exists(packages) ? Names(packages).Count : 0;
        if (kept != (one.Package ? 1 : 0)) wrong.Add($"{kept} packages kept");
    }

    private static List<string> Names(string folder) => [.. Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Wrap(InputCase one, InputWorld world) => one.Under switch
    {
        "" => [],
        // Where the tests themselves run in the background of a script, Ctrl-C is switched off for all that they start.
        "interrupted" => ["env", "--default-signal=INT"],
        "full-disk" => ["unshare", "-rm", "sh", "-c", FullDisk, world.Out, world.Place("left")],
        // Without the signal the program sees the error, as on a disk with a quota. The runtime maps code through a large file unless told not to.
        "small-files" => ["sh", "-c", "trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 200; exec \"$0\" \"$@\""],
        "full-output" => ["sh", "-c", "exec \"$0\" \"$@\" > /dev/full"],
        // Permissions mean nothing to root, unless it gives up the capability.
        "no-override" when Environment.IsPrivilegedProcess => ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-dac_override,-dac_read_search"],
        "no-override" => [],
        var other => throw new FormatException($"{one.Name}: no condition is named '{other}'"),
    };

    /// <summary>Ctrl-C once the program is at work: its history is open, and the layer takes it seconds.</summary>
    private static Action<Process> Interrupter(InputWorld world)
    {
        Stopwatch? begun = null;
        var sent = false;
        return program =>
        {
            if (begun is null && File.Exists(Path.Combine(world.Data, "history.sqlite"))) begun = Stopwatch.StartNew();
            if (sent || begun is null || begun.ElapsedMilliseconds < 700) return;
            sent = true;
            BoundedProgram.Signal(program, "INT");
        };
    }

    private static readonly Lazy<bool> CanMount = new(() =>
    {
        using var tried = Process.Start(new ProcessStartInfo("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]) { RedirectStandardError = true, UseShellExecute = false })!;
        tried.WaitForExit();
        return tried.ExitCode == 0;
    });
}
