using System.Collections.Immutable;

namespace Compliance.Formats.Packages.Files;

/// <summary>Why files at some paths are there, or are not, without a package's word for it.</summary>
/// <param name="Id">Kebab case; stands in facts and reports.</param>
/// <param name="Explains"><c>generated</c>, <c>configuration</c>, or <c>absence</c> of what a package owns.</param>
/// <param name="Paths">Patterns; one has to match.</param>
/// <param name="Contents">What the file may be; a rule takes programs only where it says so.</param>
/// <param name="Condition">Empty; <c>python-source</c>: the source beside which the byte code lies is itself explained; <c>package-name</c>: the file's name, up to its last dot, is an installed package.</param>
/// <param name="Because">For people.</param>
public sealed record FileRule(string Id, string Explains, ImmutableArray<PathPattern> Paths, ImmutableArray<FileContent> Contents, string Condition, string Because)
{
    public bool IsFor(string path, FileContent content) => Contents.Contains(content) && Matches(path);

    public bool Matches(string path)
    {
        foreach (var pattern in Paths)
        {
            if (pattern.Matches(path)) return true;
        }

        return false;
    }
}
