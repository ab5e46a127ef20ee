using System.Collections.Immutable;

namespace Compliance.Pipeline.Reproduce;

/// <summary>Under what a build runs. Two builds of a proof have nothing of this in common but their inputs.</summary>
/// <param name="Folder">Where the inputs lie.</param>
/// <param name="UserId">Of the process inside its sandbox; only with bubblewrap.</param>
/// <param name="HostName">Only with bubblewrap.</param>
/// <param name="ClockShift">Added to the machine's clock, as <c>faketime</c> writes it (<c>+400d</c>); empty for none.</param>
public sealed record BuildConditions(string Name, string Folder, string HostName, int UserId, string Locale, string TimeZone, int Processors, string ClockShift)
{
    /// <summary>Two sets of conditions that differ in everything that can be varied.</summary>
    public static (BuildConditions First, BuildConditions Second) Pair(string scratch) => (
        new BuildConditions("first", Path.Combine(scratch, "a"), "builder-one", 1001, "C.UTF-8", "UTC", 1, ""),
        new BuildConditions("second", Path.Combine(scratch, "second", "deeper", "b"), "another-host", 2002, "C", "Pacific/Kiritimati", 2, "+400d"));

    /// <summary>The environment of the build.</summary>
    public ImmutableSortedDictionary<string, string> Environment(long? epoch)
    {
        var environment = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        environment["HOME"] = Folder;
        environment["LANG"] = Locale;
        environment["LC_ALL"] = Locale;
        environment["TZ"] = TimeZone;
        environment["HOSTNAME"] = HostName;
        environment["DOTNET_PROCESSOR_COUNT"] = Processors.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (epoch is { } seconds) environment["SOURCE_DATE_EPOCH"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return environment.ToImmutable();
    }
}
