namespace Compliance.Evidence.Collection.Hardening;

/// <summary>Entries of a configuration's environment, <c>NAME=value</c>.</summary>
internal static class EnvironmentVariable
{
    public static string NameOf(string entry) => entry.IndexOf('=', StringComparison.Ordinal) is var at and >= 0 ? entry[..at] : entry;

    public static string ValueOf(string entry) => entry.IndexOf('=', StringComparison.Ordinal) is var at and >= 0 ? entry[(at + 1)..] : "";
}
