using System.Collections.Immutable;
using Compliance.Cryptography.Keys;

namespace Compliance.Cryptography.Apk;

/// <summary>One key of a ring.</summary>
/// <param name="Content">The file as it came, for <c>etc/apk/keys</c>.</param>
/// <param name="Provenance">Where the caller has it from.</param>
public sealed record ApkTrustedKey(string Name, PublicKey Key, ImmutableArray<byte> Content, string Provenance);
