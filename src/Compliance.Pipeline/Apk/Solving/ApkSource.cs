namespace Compliance.Pipeline.Apk.Solving;

/// <summary>Where candidates come from.</summary>
/// <param name="Name">The repository as the caller wrote it, without its tag.</param>
/// <param name="Tag">Its packages are chosen only where this tag is asked for; empty for an ordinary repository.</param>
/// <param name="Order">From 0; a tie between equal packages goes to the lower one.</param>
public sealed record ApkSource(string Name, string Tag, int Order);
