using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Cryptography.Trust;

/// <summary>What a signature should be about.</summary>
/// <param name="Digests">The image's digests that a signature may name: its manifest and the index that led to it.</param>
/// <param name="Repository">Registry and repository without tag when the caller knows it, else null.</param>
public sealed record SignatureSubject(ImmutableArray<Digest> Digests, string? Repository = null);
