namespace Compliance.Formats.CryptoModules;

/// <summary>
/// A module's version text split at the first hyphen: <c>3.0.7-395c1a240fbfffd8</c> is version <c>3.0.7</c>, build <c>395c1a240fbfffd8</c>.
/// The certificate of a rebuilt module names the build, so one without it is another module.
/// </summary>
/// <param name="Build">Empty when there is none.</param>
public sealed record ModuleVersion(string Version, string Build)
{
    public static ModuleVersion Parse(string text)
    {
        var hyphen = text.IndexOf('-', StringComparison.Ordinal);
        return hyphen < 0 ? new ModuleVersion(text, "") : new ModuleVersion(text[..hyphen], text[(hyphen + 1)..]);
    }

    public override string ToString() => Build.Length == 0 ? Version : $"{Version}-{Build}";
}
