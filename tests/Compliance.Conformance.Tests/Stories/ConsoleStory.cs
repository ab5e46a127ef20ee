using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Compliance.Conformance.Tests.Stories;

/// <summary>
/// A console session as a person would write it down: <c>$ command</c>, then what it prints, then the next command. <c>…</c> stands for any text within a
/// line, a line of <c>...</c> for any lines. A story runs in one shell, at the repository's root, with <c>compliance</c> on the path, a data directory and a
/// scratch folder <c>$T</c> of its own; a command that must fail shows it by a following <c>$ echo $?</c>.
/// </summary>
internal sealed class ConsoleStory(string name, string text)
{
    private const string Mark = "--- end of command ";

    /// <summary>What ends the line of a failure that has no finding behind it; a story need not repeat it.</summary>
    private const string Code = @"(?: \[CLI-[0-9]{4}\])?";

    public override string ToString() => name;

    public static ConsoleStory Read(string file) => new(Path.GetFileName(file), File.ReadAllText(file));

    /// <summary>The <c>console</c> blocks of a page, in order, as one story: what one block leaves the next one finds.</summary>
    public static ConsoleStory OfPage(string file) => new(
        Path.GetFileName(file),
        string.Join('\n', Regex.Matches(File.ReadAllText(file), "^```console\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Select(match => match.Groups[1].Value)));

    /// <summary>Runs every command and compares what it prints.</summary>
    public void Play()
    {
        var steps = Steps().ToList();
        Assert.NotEmpty(steps);
        var scratch = Directory.CreateTempSubdirectory("compliance-story-").FullName;
        try
        {
            var printed = Run(steps, scratch);
            for (var i = 0; i < steps.Count; i++)
                Assert.True(Matches(steps[i].Expected, printed[i]), $"{name}: $ {steps[i].Command}\nexpected\n{string.Join('\n', steps[i].Expected)}\nprinted\n{string.Join('\n', printed[i])}");
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private IEnumerable<(string Command, List<string> Expected)> Steps()
    {
        (string Command, List<string> Expected)? step = null;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("$ ", StringComparison.Ordinal))
            {
                if (step is { } done) yield return done;
                step = (line[2..], []);
            }
            else if (!line.StartsWith('#'))
            {
                step?.Expected.Add(line.TrimEnd());
            }
        }

        if (step is { } last) yield return last;
    }

    private static List<List<string>> Run(List<(string Command, List<string> Expected)> steps, string scratch)
    {
        var script = new StringBuilder($"cd '{Repository.Root}'\nexport T='{scratch}' COMPLIANCE_DATA='{scratch}/data' NO_COLOR=1\ncompliance() {{ dotnet '{Repository.Program}' \"$@\"; }}\nrc=0\n");
        for (var i = 0; i < steps.Count; i++)
            script.Append(CultureInfo.InvariantCulture, $"(exit $rc)\n{{ {steps[i].Command}\n}} 2>&1; rc=$?; echo '{Mark}{i}'\n");
        var start = new ProcessStartInfo("bash", ["-s"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var shell = Process.Start(start)!;
        shell.ErrorDataReceived += (_, _) => { };
        shell.BeginErrorReadLine();
        shell.StandardInput.Write(script);
        shell.StandardInput.Close();
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        var printed = new List<List<string>> { new() };
        foreach (var line in output.Split('\n'))
        {
            var mark = line.IndexOf(Mark, StringComparison.Ordinal);
            if (mark > 0) printed[^1].Add(line[..mark].TrimEnd());
            if (mark >= 0) printed.Add([]);
            else printed[^1].Add(line.TrimEnd());
        }

        Assert.True(printed.Count > steps.Count, $"the shell ended early:\n{output}");
        return printed;
    }

    private static bool Matches(List<string> expected, List<string> printed)
    {
        var wanted = Trim(expected).Select(line => line.Trim() == "..." ? @"(?:.*\n)*?" : $"{Regex.Escape(line).Replace("…", ".*", StringComparison.Ordinal)}{Code}\n");
        return Regex.IsMatch(string.Concat(Trim(printed).Select(line => line + "\n")), $@"\A{string.Concat(wanted)}\z", RegexOptions.None, TimeSpan.FromSeconds(20));
    }

    private static List<string> Trim(List<string> lines)
    {
        var first = lines.FindIndex(line => line.Length > 0);
        var last = lines.FindLastIndex(line => line.Length > 0);
        return first < 0 ? [] : lines[first..(last + 1)];
    }
}
