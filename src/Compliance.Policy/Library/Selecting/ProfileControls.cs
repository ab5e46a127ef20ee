using System.Collections.Immutable;
using Compliance.Policy.Documents;
using Compliance.Policy.Results;

namespace Compliance.Policy.Library;

/// <summary>
/// The controls and rules that a policy speaks to under a profile: those of its frameworks that are in its baseline or class, with the force that they
/// have there. A control outside the baseline is left out: the result would claim what nobody asks.
/// </summary>
internal static class ProfileControls
{
    public static ImmutableArray<ControlReference> Of(PolicyLibrary library, Profile profile, Policy policy) =>
    [
        .. policy.Document.Controls
            .Where(control => profile.Document.Frameworks.Contains(control.Framework) && IsAsked(library, profile.Document, control.Framework, control.Id))
            .Select(control => new ControlReference(control.Framework, control.Id, control.Objective ?? "", WordOf(ForceOf(library, profile.Document, control)), control.Source)),
    ];

    /// <summary>What the rule says for the profile's class, or for every class; null where the framework states no force, or none for this class.</summary>
    public static Force? ForceOf(PolicyLibrary library, ProfileDocument profile, ControlDocument control)
    {
        var own = profile.Force.FirstOrDefault(force => force.Framework == control.Framework && force.Id == control.Id)?.Force;
        if (own is not null) return own;
        var rule = Find(library, control.Framework, control.Id);
        if (rule is null || rule.ForceByClass.IsEmpty) return rule?.Force ?? control.Force;
        return profile.Certification is { } certification && rule.ForceByClass.TryGetValue(certification.Class, out var word) ? Parse(word) : null;
    }

    /// <summary>Whether the profile's baseline, or else its class, has the control. A catalog that states no membership (rules, indicators) is asked whole.</summary>
    public static bool IsAsked(PolicyLibrary library, ProfileDocument profile, string framework, string id)
    {
        if (Find(library, framework, id) is not { } control || library.Catalogs[framework].Controls.All(entry => entry.Baselines.IsEmpty && entry.Classes.IsEmpty)) return true;
        if (profile.Baseline is { } baseline) return control.Baselines.Contains(DocumentReader.WordOf(baseline));
        return profile.Certification is not { } certification || control.Classes.Contains(certification.Class);
    }

    private static CatalogControlDocument? Find(PolicyLibrary library, string framework, string id) =>
        library.Catalogs.TryGetValue(framework, out var catalog) ? catalog.Controls.FirstOrDefault(entry => entry.Id == id) : null;

    private static Force? Parse(string word) => word switch
    {
        "may" => Force.May,
        "should" => Force.Should,
        "must" => Force.Must,
        _ => null,
    };

    private static string WordOf(Force? force) => force is { } known ? DocumentReader.WordOf(known) : "";
}
