namespace Compliance.Pipeline.Processes;

/// <summary>Programs of the machine, in the folders of the system only: a caller's search path never decides what is started.</summary>
internal static class InstalledProgram
{
    private static readonly string[] Places = ["/usr/bin", "/bin", "/usr/local/bin"];

    /// <summary>The path of a program; null when the machine has none of that name.</summary>
    public static string? Find(string name) => Places.Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists);
}
