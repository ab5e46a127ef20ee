using System.Globalization;

namespace Compliance.Pipeline.Processes;

/// <summary>Memory of a process and all that it started, from <c>/proc/*/stat</c> (proc(5)). 0 on systems without it.</summary>
internal static class ProcessMemory
{
    private const int Parent = 1;
    private const int ResidentPages = 21;

    /// <summary>Bytes in memory; pages that several processes share count for each.</summary>
    public static long Of(int process)
    {
        if (!Directory.Exists("/proc/self")) return 0;
        var all = Directory.EnumerateDirectories("/proc").Select(Read).OfType<(int Id, int Parent, long Pages)>().ToList();
        var children = all.ToLookup(one => one.Parent);
        var (sum, pending, seen) = (0L, new Queue<int>([process]), new HashSet<int> { process });
        while (pending.TryDequeue(out var id))
        {
            sum += all.FirstOrDefault(one => one.Id == id).Pages;
            foreach (var child in children[id].Where(child => seen.Add(child.Id))) pending.Enqueue(child.Id);
        }

        return sum * Environment.SystemPageSize;
    }

    private static (int Id, int Parent, long Pages)? Read(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
        try
        {
            // The name in parentheses may hold anything, parentheses too.
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return fields.Length > ResidentPages && int.TryParse(fields[Parent], CultureInfo.InvariantCulture, out var parent) && long.TryParse(fields[ResidentPages], CultureInfo.InvariantCulture, out var pages) ? (id, parent, pages) : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // A process may end while it is looked at.
            return null;
        }
    }
}
