using System.Collections.Immutable;

namespace Compliance.Formats.Packages.Recipes;

/// <summary>A command that the finished image must be able to run.</summary>
/// <param name="Run">Program and arguments, as paths inside the image.</param>
/// <param name="ExitCode">0 unless stated otherwise.</param>
/// <param name="Prints">Text that its output must hold; empty for any.</param>
public sealed record RecipeTest(string Name, ImmutableArray<string> Run, int ExitCode, string Prints);
