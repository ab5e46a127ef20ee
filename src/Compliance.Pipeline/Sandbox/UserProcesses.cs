using System.Globalization;

namespace Compliance.Pipeline.Sandbox;

/// <summary>Counts what the kernel's bound on a user's processes counts: the threads of all of them.</summary>
internal static class UserProcesses
{
    /// <param name="user">The user's number; negative for the one who runs this program.</param>
    public static int Count(long user)
    {
        var wanted = user >= 0 ? user : Read("/proc/self/status").User;
        return Directory.Exists("/proc") ? Directory.EnumerateDirectories("/proc").Where(IsProcess).Select(folder => Read(Path.Combine(folder, "status"))).Where(read => read.User == wanted).Sum(read => read.Threads) : 0;
    }

    private static bool IsProcess(string folder) => Path.GetFileName(folder).All(char.IsAsciiDigit);

    private static (long User, int Threads) Read(string file)
    {
        long user = -1;
        var threads = 0;
        try
        {
            foreach (var line in File.ReadLines(file))
            {
                if (line.StartsWith("Uid:", StringComparison.Ordinal)) user = Number(line);
                else if (line.StartsWith("Threads:", StringComparison.Ordinal)) threads = (int)Number(line);
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // A process may end while it is looked at, or be hidden from this user.
            return (-1, 0);
        }

        return (user, threads);
    }

    private static long Number(string line) => long.TryParse(line.Split('\t', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
