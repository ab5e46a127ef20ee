using Compliance.Formats.Packages.Files;

namespace Compliance.Evidence.Collection.Files;

/// <summary>One path with its class.</summary>
/// <param name="Source">The package, rule or document that says so; empty when nothing does.</param>
/// <param name="Content">What a file that nothing explains is; <see cref="FileContent.Plain"/> for all others.</param>
public readonly record struct ClassifiedFile(string Path, FileClass Class, string Source, FileContent Content);
