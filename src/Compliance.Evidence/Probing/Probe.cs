using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Evidence.Probing;

/// <summary>One question to a program of the image, asked by running it in the image's own root.</summary>
/// <param name="Name">What is asked, kebab case: <c>openssl-md5</c>.</param>
/// <param name="Program">Path of the file that runs, no leading slash, links followed.</param>
/// <param name="Command">Program and arguments; the first word is an absolute path in the image.</param>
/// <param name="Environment">All that the program gets: the image's own, and what the question needs.</param>
public sealed record Probe(string Name, string Program, Digest ProgramSha256, ImmutableArray<string> Command, ImmutableSortedDictionary<string, string> Environment)
{
    /// <summary>Unique within an image.</summary>
    public string Key => $"{Name}/{Program}";
}
