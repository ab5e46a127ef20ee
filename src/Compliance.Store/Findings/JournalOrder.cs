using System.Collections.Immutable;
using Compliance.Evidence.Findings;

namespace Compliance.Store.Findings;

/// <summary>What every store asks of lines before it appends them.</summary>
internal static class JournalOrder
{
    /// <exception cref="ArgumentException">The lines are of several systems, or their numbers do not ascend by one.</exception>
    public static void Check(ImmutableArray<JournalLine> lines)
    {
        for (var at = 1; at < lines.Length; at++)
        {
            if (lines[at].SystemId != lines[0].SystemId || lines[at].Number != lines[at - 1].Number + 1)
                throw new ArgumentException("the lines are not of one system in ascending order", nameof(lines));
        }
    }
}
