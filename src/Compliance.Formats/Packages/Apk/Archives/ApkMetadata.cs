using System.Collections.Immutable;

namespace Compliance.Formats.Packages.Apk.Archives;

/// <summary>What <c>.PKGINFO</c> says (apk-package(5)).</summary>
/// <param name="DataHash">SHA-256 of the compressed data section, 64 lower-case hex digits; empty when not stated.</param>
/// <param name="Triggers">Directories whose change runs the trigger script.</param>
/// <param name="Licences">One text a line of <c>license</c>, as written.</param>
public sealed record ApkMetadata(ApkPackage Package, string DataHash, ImmutableArray<string> Triggers, ImmutableArray<string> Licences);
