using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Attestation;

namespace Compliance.Evidence.Collection.Signatures;

/// <summary>Which digest a statement is about.</summary>
internal static class StatementSubject
{
    /// <summary>The image's digest that the statement names; where it names none, its first subject that has one; else empty.</summary>
    public static string Of(InTotoStatement statement, ImmutableArray<Digest> image)
    {
        if (image.FirstOrDefault(statement.IsAbout) is { } own) return own.ToString();
        foreach (var subject in statement.Subjects)
        {
            foreach (var (algorithm, hex) in subject.Digests)
            {
                if (Digest.TryParse($"{algorithm}:{hex}", out var digest)) return digest.ToString();
            }
        }

        return "";
    }
}
