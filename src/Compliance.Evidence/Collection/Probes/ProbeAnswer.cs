using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Probes;

/// <summary>What a program's output says.</summary>
/// <param name="Seen">In words; empty when nothing usable was said.</param>
/// <param name="Approved">Whether a module in its approved mode would have answered so.</param>
internal sealed record ProbeAnswer(string Seen, Knowable<bool> Approved)
{
    public static ProbeAnswer None(string why) => new("", Knowable<bool>.Unknown(why));

    public static ProbeAnswer Of(bool approved, string seen) => new(seen, Knowable<bool>.Known(approved));
}
