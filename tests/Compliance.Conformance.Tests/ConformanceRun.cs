using System.Text.Encodings.Web;
using System.Text.Json;

namespace Compliance.Conformance.Tests;

/// <summary>
/// Every case of this process by area, written to <c>artifacts/conformance.json</c> at the repository's root at the end of each suite and of the process,
/// whatever fails. The format is in <c>docs/conformance.md</c>. Safe for many threads.
/// </summary>
internal static class ConformanceRun
{
    private const int LongestText = 2_000;
    private static readonly Lock Gate = new();
    private static readonly SortedDictionary<string, Tally> Areas = new(StringComparer.Ordinal);

    static ConformanceRun() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Write();

    /// <summary>Counts one case; it passes when both texts are equal. Returns whether it does.</summary>
    public static bool Record(string area, string name, string expected, string got)
    {
        lock (Gate)
        {
            var tally = Of(area);
            var passes = expected == got;
            if (passes) tally.Passed++;
            else tally.Failures.Add((name, Short(expected), Short(got)));
            return passes;
        }
    }

    /// <summary>Counts a case that its own mark puts out of scope: neither passed nor failed.</summary>
    /// <param name="reason">What puts it there; cases of one reason are counted together.</param>
    public static void LeaveOut(string area, string reason)
    {
        lock (Gate)
        {
            var reasons = Of(area).LeftOut;
            reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
        }
    }

    /// <summary>Notes a folder of an area that somebody's own vectors do not have.</summary>
    public static void RecordAbsent(string area, string folder)
    {
        lock (Gate) Of(area).Absent.Add(folder);
    }

    /// <summary>Writes what is known so far; a reader never sees half a file.</summary>
    public static void Write()
    {
        if (Vectors.Repository is null) return;
        lock (Gate)
        {
            if (Areas.Count == 0) return;
            var target = Path.Combine(Directory.CreateDirectory(Path.Combine(Vectors.Repository, "artifacts")).FullName, "conformance.json");
            var temporary = $"{target}.{Environment.ProcessId}.tmp";
            using (var file = File.Create(temporary))
            using (var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                WriteAreas(writer);
            }

            File.Move(temporary, target, overwrite: true);
        }
    }

    private static void WriteAreas(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (area, tally) in Areas)
        {
            writer.WriteStartObject(area);
            writer.WriteNumber("passed", tally.Passed);
            writer.WriteNumber("failed", tally.Failures.Count);
            writer.WriteStartArray("failures");
            foreach (var (name, expected, got) in tally.Failures.Order())
            {
                writer.WriteStartObject();
                writer.WriteString("case", name);
                writer.WriteString("expected", expected);
                writer.WriteString("got", got);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            if (tally.LeftOut.Count > 0)
            {
                writer.WriteNumber("leftOut", tally.LeftOut.Values.Sum());
                writer.WriteStartObject("leftOutBecause");
                foreach (var (reason, count) in tally.LeftOut) writer.WriteNumber(reason, count);
                writer.WriteEndObject();
            }

            if (tally.Absent.Count > 0)
            {
                writer.WriteStartArray("absent");
                foreach (var folder in tally.Absent) writer.WriteStringValue(folder);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static Tally Of(string area)
    {
        if (!Areas.TryGetValue(area, out var tally)) Areas[area] = tally = new Tally();
        return tally;
    }

    private static string Short(string text) => text.Length <= LongestText ? text : text[..LongestText] + "…";

    private sealed class Tally
    {
        public int Passed { get; set; }

        public SortedDictionary<string, int> LeftOut { get; } = new(StringComparer.Ordinal);

        public List<(string Name, string Expected, string Got)> Failures { get; } = [];

        public SortedSet<string> Absent { get; } = new(StringComparer.Ordinal);
    }
}
