using Compliance.Formats;
using Compliance.Pipeline.Delta;
using Compliance.Pipeline.Plan;

namespace Compliance.Service.Verbs.Rebuilding.Running;

/// <summary>What a finished run left in its folder.</summary>
/// <param name="Plan">Null where a command made the image: nothing was predicted.</param>
/// <param name="Index">Digest of the image's index.</param>
/// <param name="Steps">Steps that were done now; the others were done by an earlier run.</param>
internal sealed record RebuildOutcome(RebuildPlan? Plan, RebuildDelta Delta, Digest Index, string Folder, int Steps)
{
    /// <summary>Where the image was pushed to, with its tag; empty when it was not.</summary>
    public string Pushed { get; init; } = "";

    public string Image => $"oci:{Folder}/image:rebuilt";
}
