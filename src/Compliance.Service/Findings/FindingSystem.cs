using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Clocks;
using Compliance.Policy.Documents;
using Compliance.Policy.Library;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Findings;

/// <summary>The system whose findings a verb is about, and the times that hold for it.</summary>
internal sealed record FindingSystem(SystemDocument Document, RemediationTimes Times, VdrTable Vdr)
{
    public string Id => Document.Id;

    /// <summary>The times of its class; without a certification those of class C, which the summary says.</summary>
    public VdrClass Class => Vdr.Classes.First(one => one.Name == (Document.Certification?.Class ?? "c"));

    /// <exception cref="VerbFailure">The file can't be read, or the clocks are missing.</exception>
    public static FindingSystem Read(string file, string policies, Limits limits)
    {
        var bytes = CallerFiles.Read(null, [], file, limits).System!.Value;
        var reading = SystemFile.Read(bytes, file, limits);
        if (!reading.TryGet(out var system)) throw VerbFailure.Unreadable("the system file", reading.Defects, "what it may say: compliance help system");
        var files = PolicyFolder.Read(policies);
        return new FindingSystem(system.Document, Clock(files, "fedramp-rev5-remediation", RemediationTimes.Read), Clock(files, "fedramp-vdr", VdrTable.Read));

        T Clock<T>(ImmutableArray<PolicyFile> from, string name, Func<ReadOnlyMemory<byte>, string, Limits, Reading<T>> read)
        {
            var path = $"catalogs/clocks/{name}.yaml";
            var found = from.FirstOrDefault(one => one.Path == path) ?? throw new VerbFailure(ExitCodes.UnreadableInput, $"the policies folder has no {path}");
            var clock = read(found.Content, path, limits);
            return clock.TryGet(out var value) ? value : throw VerbFailure.Unreadable(path, clock.Defects);
        }
    }

    /// <summary>The service whose images an asset is of; empty when none names it.</summary>
    public string ServiceOf(string asset) => Document.Services.FirstOrDefault(service => service.Runs([asset, $"{asset}:latest"]))?.Name ?? "";

    public string Contact => Document.Owners is [var owner, ..] ? $"{owner.Name}, {owner.Role}" : "";
}
