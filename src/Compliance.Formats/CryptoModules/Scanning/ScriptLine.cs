namespace Compliance.Formats.CryptoModules.Scanning;

/// <param name="Number">1-based.</param>
/// <param name="Text">At most 200 characters.</param>
public sealed record ScriptLine(int Number, string Text);
