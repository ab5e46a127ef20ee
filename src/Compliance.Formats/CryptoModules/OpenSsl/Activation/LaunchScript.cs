namespace Compliance.Formats.CryptoModules.OpenSsl.Activation;

/// <summary>A script that runs before the program, such as an entrypoint.</summary>
public sealed record LaunchScript(string Path, string Text);
