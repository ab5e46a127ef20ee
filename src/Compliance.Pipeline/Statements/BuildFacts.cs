using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Pipeline.Statements;

/// <summary>What statements say about a build beside the image itself.</summary>
/// <param name="Image">Repository name.</param>
/// <param name="Builder">Id of the builder.</param>
/// <param name="Engine">Version of this program.</param>
/// <param name="Recipe">Files that the owner wrote, by name.</param>
/// <param name="StartedAt">UTC, whole seconds, like <paramref name="FinishedAt"/>.</param>
/// <param name="Invocation">The same for runs of the same plan.</param>
public sealed record BuildFacts(
    string Image, string Builder, string Engine, ImmutableArray<(string Name, Digest Digest)> Recipe, DateTimeOffset StartedAt, DateTimeOffset FinishedAt, string Invocation);
