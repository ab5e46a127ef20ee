using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.OpenSsl;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>Cryptography found in a file: a module of its own, a library, or a copy inside a program.</summary>
public sealed record FoundModule
{
    /// <summary>For example <c>openssl-library</c>, <c>boringcrypto</c>, <c>go</c>, <c>nss</c>.</summary>
    public required string Family { get; init; }

    /// <summary>Empty when not identified.</summary>
    public required string Name { get; init; }

    /// <summary>Null when not identified.</summary>
    public required ModuleVersion? Version { get; init; }

    /// <summary>The file is the library itself; false for a copy inside something else.</summary>
    public required bool IsLibrary { get; init; }

    /// <summary>Marked as a stand-in.</summary>
    public required bool IsStub { get; init; }

    /// <summary>What was seen, in the order in which it matters: symbols, strings, sections.</summary>
    public required ImmutableArray<string> Evidence { get; init; }

    /// <summary><c>on</c>, <c>off</c>, <c>conditional</c>; null when something outside the file decides or nothing is known.</summary>
    public string? Activation { get; init; }

    public string ActivationReason { get; init; } = "";

    /// <summary>How its integrity value is computed; null when it carries none. Not recorded: the outcome is.</summary>
    public IntegrityRecipe? Recipe { get; init; }

    /// <summary>
    /// <c>ok</c>, <c>broken</c>, <c>not-checkable</c> (a module of this kind has a value and this one's is missing or damaged), <c>unknown</c> (it has
    /// one that can't be recomputed from the file) or <c>none</c> (its kind has no such value).
    /// </summary>
    public string Integrity { get; init; } = "none";

    public string IntegrityDetail { get; init; } = "it carries no integrity value";

    /// <summary>What the file's name or a file beside it adds, once its place is known; null for nothing. Holds no bytes of the file. Not recorded: what it gives is.</summary>
    public Func<FoundModule, ModulePlace, FoundModule>? Complete { get; init; }

    /// <summary><see cref="Complete"/> needs the file's bytes: <see cref="ModulePlace.Bytes"/>. Only for files of a few MiB.</summary>
    public bool WantsBytes { get; init; }

    /// <summary>A Go program of a fork whose cryptography is the OpenSSL library that it opens at run time.</summary>
    public bool UsesSystemOpenSsl => Name == GoOnOpenSsl;

    /// <summary>The path below the root of the file that switches libgcrypt's approved mode on.</summary>
    public const string GcryptSwitch = "etc/gcrypt/fips_enabled";

    /// <summary>The library looks for the file <see cref="GcryptSwitch"/>.</summary>
    public bool ReadsGcryptSwitch => Evidence.Contains($"reads /{GcryptSwitch}");

    internal const string GoOnOpenSsl = "Go with the system's OpenSSL";

    /// <summary>For OpenSSL: what decides which providers it loads.</summary>
    public LibcryptoIdentity? Libcrypto { get; init; }
}
