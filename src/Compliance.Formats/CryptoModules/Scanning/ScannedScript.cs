using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>A script: what runs it, and its lines that touch variables which decide about cryptography.</summary>
/// <param name="Interpreter">The text behind <c>#!</c>.</param>
/// <param name="Runs">Words of a shell script that may name programs: absolute paths and plain names, each once, in their order, at most <see cref="MaxWords"/>. In the record of an image only those that do name a program of it.</param>
public sealed record ScannedScript(string Interpreter, ImmutableArray<ScriptLine> Touches, ImmutableArray<string> Runs)
{
    /// <summary>Further words of a script are not followed.</summary>
    public const int MaxWords = 4096;
}
