using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Pipeline.Run;

/// <summary>One step that was finished.</summary>
/// <param name="At">UTC, milliseconds.</param>
/// <param name="Outputs">Files that the step left, relative to the journal's folder, with their digests.</param>
public sealed record JournalLine(string Step, DateTimeOffset At, ImmutableArray<(string Path, Digest Digest)> Outputs);
