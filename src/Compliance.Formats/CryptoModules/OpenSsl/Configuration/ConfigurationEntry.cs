using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.OpenSsl.Configuration;

/// <summary>One setting after expansion of variables, with the line that made it.</summary>
public sealed record ConfigurationEntry(string Section, string Name, string Value, Locator Locator);
