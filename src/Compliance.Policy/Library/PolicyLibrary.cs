using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Library;

/// <summary>
/// All policies, profiles and control catalogs of one <c>policies/</c> folder, read and checked. Where the files come from (a folder beside the
/// program, an evidence package) is the caller's business.
/// </summary>
public sealed class PolicyLibrary
{
    private PolicyLibrary(LibraryDocuments documents, ImmutableArray<PolicyFile> files)
    {
        Policies = documents.Policies.ToImmutableSortedDictionary(StringComparer.Ordinal);
        Profiles = documents.Profiles.ToImmutableSortedDictionary(StringComparer.Ordinal);
        Catalogs = documents.Catalogs.ToImmutableSortedDictionary(StringComparer.Ordinal);
        (Checks, CheckPlaces) = documents.Checks is var (checks, text) ? (checks.Checks, text.Places) : ([], new Dictionary<string, Locator>(StringComparer.Ordinal));
        Dates = documents.Dates;
        Files = files;
    }

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, Policy> Policies { get; }

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, Profile> Profiles { get; }

    /// <summary>By framework.</summary>
    public ImmutableSortedDictionary<string, ControlCatalogDocument> Catalogs { get; }

    /// <summary>What is asked of an image and what answers it; empty when no list of checks was handed in.</summary>
    public ImmutableArray<AskedCheckDocument> Checks { get; }

    /// <summary>Days that hold for every system; empty when none were handed in.</summary>
    public ImmutableArray<DatedEventDocument> Dates { get; }

    internal IReadOnlyDictionary<string, Locator> CheckPlaces { get; }

    /// <summary>Everything that was handed in, ordinal order of paths.</summary>
    public ImmutableArray<PolicyFile> Files { get; }

    /// <summary>Reads every document; any defect refuses the library, and all defects are reported.</summary>
    public static Reading<PolicyLibrary> Load(IEnumerable<PolicyFile> files, Limits? limits = null)
    {
        limits ??= Limits.Default;
        var defects = new DefectCollector(limits);
        ImmutableArray<PolicyFile> all = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        var documents = new LibraryDocuments(limits, defects);
        foreach (var file in all.OrderBy(file => !file.Path.StartsWith("catalogs/", StringComparison.Ordinal))) documents.Read(file);
        var library = new PolicyLibrary(documents, all);
        foreach (var policy in library.Policies.Values) ControlCheck.Check(policy, library.Catalogs, defects);
        AskedChecks.CheckControls(library, defects);
        foreach (var profile in library.Profiles.Values) PolicySelection.Check(library, profile, documents.Named, defects);
        return defects.Count > 0 ? Readings.Reject<PolicyLibrary>(defects.ToImmutable()) : Readings.Accept(library);
    }

    /// <summary>
    /// The policies of a profile with the values that a system uses. Refused when there is no such profile, or when the system file sets what the
    /// policies don't have.
    /// </summary>
    public Reading<PolicySet> Select(string profileId, SystemFile system, Limits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        if (Profiles.TryGetValue(profileId, out var profile)) return PolicySelection.Make(this, profile, system, limits ?? Limits.Default);
        return Readings.Reject<PolicySet>(PolicyDiagnostics.UnknownPolicy, new Locator("profiles"), $"there is no profile '{profileId}'; there are {string.Join(", ", Profiles.Keys)}");
    }
}
