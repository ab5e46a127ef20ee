using System.Diagnostics;
using System.Text.Json;
using Compliance.Conformance.Tests.Input;
using Compliance.Conformance.Tests.Stories;

namespace Compliance.Conformance.Tests.Processes;

/// <summary>Several processes over one data directory, and processes that are killed: what was completed stays, what was not leaves nothing that matters.</summary>
public sealed class SharedDataTests : IDisposable
{
    private const int Kills = 8;

    private readonly string data = Directory.CreateTempSubdirectory("compliance-shared-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public void Two_audits_at_once_and_lists_between_them_lose_nothing()
    {
        // The first use is the hardest: both make the identity, the schema and the folder of packages.
        var audits = Enumerable.Range(0, 2).Select(number => Start("audit", Image(number), "--data", data, "--out", Out(number), "--json")).ToList();
        while (audits.Any(audit => !audit.HasExited))
        {
            var listed = BoundedProgram.Run("list", "--data", data, "--json");
            Assert.True(listed.Exit == 0, listed.Printed);
        }

        Assert.All(audits, audit => Assert.True(audit.ExitCode == 1, audit.StandardError.ReadToEnd()));
        Assert.Equal(2, History().Count);
        foreach (var number in (int[])[0, 1]) Verifies(Out(number));
        audits.ForEach(audit => audit.Dispose());
    }

    [Fact]
    public void Audits_killed_at_any_moment_leave_a_history_of_the_completed_ones()
    {
        var random = new Random(20261123);
        var whole = Stopwatch.StartNew();
        Complete(0);
        var length = (int)whole.ElapsedMilliseconds;
        var completed = new List<string> { Out(0) };
        for (var number = 1; number <= Kills; number++)
        {
            using var audit = Start("audit", Image(number), "--data", data, "--out", Out(number), "--json");
            // The later half is where files are written.
            if (!audit.WaitForExit(random.Next(length / 3, length * 11 / 10))) audit.Kill();
            audit.WaitForExit();
            if (audit.ExitCode is 0 or 1 or 2) completed.Add(Out(number));
        }

        Complete(Kills + 1);
        completed.Add(Out(Kills + 1));
        var history = History();
        Assert.Empty(completed.Except(history, StringComparer.Ordinal));
        // A kill between the last write and the end of the process leaves a completed audit, with its package.
        Assert.All(history, file => Assert.True(File.Exists(file), $"{file} is in the history, and not there"));
        foreach (var file in new[] { history[0], history[^1] }) Verifies(file);
        foreach (var number in Enumerable.Range(0, Kills + 2).Where(number => File.Exists(Out(number)))) Assert.True(new FileInfo(Out(number)).Length > 100_000);
    }

    [Fact]
    public void What_killed_processes_left_behind_goes_with_the_next_audit()
    {
        var hex = new string('a', 64);
        string[] stale = [$"packages/{hex}.asice.abcdefgh.x1y.tmp", "identity.abcdefgh.x1y.tmp/key.pem"];
        string[] foreign = ["packages/notes.tmp", $"packages/{hex}.asice.abcdefgh.x1y.tmp.txt", "identity.mine.tmp/key.pem"];
        var inUse = $"packages/{hex}.asice.12345678.abc.tmp";
        foreach (var name in stale.Concat(foreign)) Leave(name, TimeSpan.FromHours(25));
        Leave(inUse, TimeSpan.FromHours(23));
        Complete(0);

        Assert.All(stale, name => Assert.False(File.Exists(Path.Combine(data, name)), name));
        Assert.False(Directory.Exists(Path.Combine(data, "identity.abcdefgh.x1y.tmp")));
        Assert.All(foreign.Append(inUse), name => Assert.True(File.Exists(Path.Combine(data, name)), name));
    }

    /// <summary>Makes a file of the data directory, last written so long ago, as its folder was when it is one of half an identity.</summary>
    private void Leave(string name, TimeSpan age)
    {
        var file = Path.Combine(data, name);
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "begun");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow - age);
        if (name.StartsWith("identity", StringComparison.Ordinal)) Directory.SetLastWriteTimeUtc(folder.FullName, DateTime.UtcNow - age);
    }

    private static string Image(int number) => $"oci:{Path.Combine(Repository.Root, "evidence-samples", number % 2 == 0 ? "after" : "before", "image")}";

    private string Out(int number) => Path.Combine(data, $"{number}.asice");

    private void Complete(int number)
    {
        var ran = BoundedProgram.Run("audit", Image(number), "--data", data, "--out", Out(number));
        Assert.True(ran.Exit is 0 or 1 or 2, ran.Printed);
    }

    /// <summary>Files of the packages in the history, newest first.</summary>
    private List<string> History()
    {
        var listed = BoundedProgram.Run("list", "--data", data, "--json");
        Assert.True(listed.Exit == 0, listed.Printed);
        using var json = JsonDocument.Parse(listed.Output);
        return [.. json.RootElement.GetProperty("audits").EnumerateArray().Select(audit => audit.GetProperty("packagePath").GetString()!)];
    }

    private void Verifies(string file)
    {
        var verified = BoundedProgram.Run("verify", file, "--trust-anchor", Path.Combine(data, "identity", "anchor.pem"));
        Assert.True(verified.Exit == 0, verified.Printed);
    }

    private static Process Start(params string[] arguments) => Process.Start(BoundedProgram.Prepare([], arguments))!;
}
