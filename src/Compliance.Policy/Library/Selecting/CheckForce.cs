using Compliance.Policy.Documents;

namespace Compliance.Policy.Library;

/// <summary>How binding a check is on a day, and the rule that makes it so.</summary>
/// <param name="Rule">Empty where no rule of the profile says anything: then the check is a must.</param>
public sealed record CheckForce(Force Force, string Rule)
{
    /// <summary>What binds where no rule says otherwise.</summary>
    public static CheckForce Must { get; } = new(Force.Must, "");
}
