using System.Text.Json.Nodes;
using Compliance.Formats;

namespace Compliance.Tests.World.Samples;

/// <summary>One thing about <see cref="AfterImage"/> that is otherwise; null leaves it as it is.</summary>
internal sealed record AfterChange
{
    /// <summary>Done to the image after everything else, before it is signed.</summary>
    public Action<ImageBuilder>? Image { get; init; }

    /// <summary>Signs the image and its statements.</summary>
    public TestSigner? Signer { get; init; }

    public bool IsUnsigned { get; init; }

    /// <summary>The digest that signature and SBOM name instead of the image's.</summary>
    public Digest? Named { get; init; }

    public Action<JsonObject>? Sbom { get; init; }

    public bool HasNoSbom { get; init; }

    public bool IsSbomUnsigned { get; init; }

    public Action<JsonObject>? Provenance { get; init; }

    public bool HasNoProvenance { get; init; }

    public TestSigner? ProvenanceSigner { get; init; }
}
