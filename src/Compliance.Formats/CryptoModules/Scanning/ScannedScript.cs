using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>A script: what runs it, and its lines that touch variables which decide about cryptography.</summary>
/// <param name="Interpreter">The text behind <c>#!</c>.</param>
public sealed record ScannedScript(string Interpreter, ImmutableArray<ScriptLine> Touches);
