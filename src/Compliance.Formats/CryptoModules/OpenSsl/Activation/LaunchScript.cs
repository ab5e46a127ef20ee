using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.OpenSsl.Activation;

/// <summary>A script that runs before the program, such as an entrypoint, with its lines that mention variables of cryptographic libraries.</summary>
public sealed record LaunchScript(string Path, ImmutableArray<ScriptLine> Lines);
